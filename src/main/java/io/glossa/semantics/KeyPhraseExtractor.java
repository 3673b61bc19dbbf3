package io.glossa.semantics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The phrases that stand for a text. Thread-safe.
 *
 * <p>A candidate's rank is {@code 0.5 z(weight) + 0.5 z(-log position)}, less 1 for a single word;
 * {@code z} standardises over the candidates of the text, the position is that of the first
 * occurrence. Without a corpus to count documents in, the weight of a phrase is the logarithm of
 * the sum over its words of frequency times length: long words are rare ones.
 */
final class KeyPhraseExtractor {

  private static final double ONE_WORD_PENALTY = 1;

  /** Letters at which a word counts as fully informative. */
  private static final double LONG_WORD = 8;

  /** In scripts without spaces, a segment of fewer characters is a single word. */
  private static final int SHORT_SEGMENT = 4;

  private final StopWords stopWords;
  private final int maxPhrases;

  KeyPhraseExtractor(StopWords stopWords, int maxPhrases) {
    this.stopWords = stopWords;
    this.maxPhrases = maxPhrases;
  }

  /**
   * The key phrases of a text, best first; none holds another.
   *
   * @param text the segmented text
   * @param language its BCP 47 code
   */
  List<KeyPhrase> extract(SegmentedText text, String language) {
    Set<String> stop = stopWords.of(language);
    List<PhraseCandidate> candidates =
        List.copyOf(new PhraseCandidates(text, language, stop).found().values());
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> frequency = frequencies(text, language);
    double[] weight = standardised(candidates, c -> Math.log(weight(c, frequency)));
    double[] position = standardised(candidates, c -> -Math.log(1 + (double) c.start()));
    List<Ranked> ranked = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      PhraseCandidate candidate = candidates.get(i);
      double penalty = isOneWord(candidate) ? ONE_WORD_PENALTY : 0;
      ranked.add(new Ranked(candidate, 0.5 * weight[i] + 0.5 * position[i] - penalty));
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparingInt(phrase -> phrase.candidate().start()));
    return diverse(ranked);
  }

  private record Ranked(PhraseCandidate candidate, double score) {}

  private List<KeyPhrase> diverse(List<Ranked> ranked) {
    List<KeyPhrase> chosen = new ArrayList<>();
    List<PhraseCandidate> taken = new ArrayList<>();
    for (Ranked phrase : ranked) {
      PhraseCandidate candidate = phrase.candidate();
      if (chosen.size() < maxPhrases && taken.stream().noneMatch(candidate::overlaps)) {
        chosen.add(
            new KeyPhrase(candidate.text(), phrase.score(), candidate.start(), candidate.end()));
        taken.add(candidate);
      }
    }
    return List.copyOf(chosen);
  }

  private static Map<String, Integer> frequencies(SegmentedText text, String language) {
    Map<String, Integer> frequency = new HashMap<>();
    for (Sentence sentence : text.sentences()) {
      for (Token word : sentence.words()) {
        frequency.merge(PhraseCandidates.normalised(word.text(), language), 1, Integer::sum);
      }
    }
    return frequency;
  }

  private static double weight(PhraseCandidate candidate, Map<String, Integer> frequency) {
    double sum = 0;
    for (String word : candidate.words()) {
      double length = Math.min(1, word.codePointCount(0, word.length()) / LONG_WORD);
      sum += frequency.getOrDefault(word, 1) * length;
    }
    return sum;
  }

  private static boolean isOneWord(PhraseCandidate candidate) {
    String text = candidate.text();
    boolean unspaced = ScriptCounts.isUnspaced(ScriptCounts.scriptOf(text.codePointAt(0)));
    return unspaced
        ? text.codePointCount(0, text.length()) < SHORT_SEGMENT
        : candidate.words().size() == 1;
  }

  /** Values less their mean, in units of their deviation; 0 where all are equal. */
  private static double[] standardised(
      List<PhraseCandidate> candidates, ToDoubleFunction<PhraseCandidate> value) {
    double[] values = candidates.stream().mapToDouble(value).toArray();
    double sum = 0;
    double squares = 0;
    for (double v : values) {
      sum += v;
      squares += v * v;
    }
    double mean = sum / values.length;
    double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation < 1e-9 ? 0 : (values[i] - mean) / deviation;
    }
    return values;
  }
}
