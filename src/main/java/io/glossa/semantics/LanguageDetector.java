package io.glossa.semantics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a text: by its script where that settles it, else by OpenNLP's character
 * n-gram model among the configured languages of the script. Thread-safe.
 *
 * <p>The model's own probabilities are no confidence: they are flat for short texts and steep for
 * long ones. The confidence is calibrated on the logarithm of the ratio of the best two answers in
 * proportion to the length of the text.
 */
final class LanguageDetector {

  private static final String MODEL = "/langdetect-183.bin";

  /** UTF-16 units that are looked at; more did not change the answer. */
  private static final int SAMPLED_CHARS = 6_000;

  /** Below this confidence the document's own hint is heard. */
  private static final double CERTAIN = 0.9;

  /** Evidence that a hint is worth: what makes an answer right in about 97 of 100 texts. */
  private static final double HINT_EVIDENCE = 0.025;

  /** Evidence is the logarithm of the odds over the letters to this power. */
  private static final double LETTERS_EXPONENT = 0.7;

  /** Letters beyond these make the odds no larger. */
  private static final int LETTERS_AT_MOST = 300;

  /** Share of kana among Han and kana from which a text is Japanese. */
  private static final double JAPANESE_KANA = 0.03;

  /** So many Han characters without a kana between them are hardly Japanese. */
  private static final int HAN_WITHOUT_KANA = 20;

  private final Map<UnicodeScript, List<String>> candidatesByScript;
  private final LanguageDetectorME model;

  /**
   * A detector that answers one of the languages, or undetermined.
   *
   * @param languages BCP 47 codes
   */
  LanguageDetector(List<String> languages) {
    Map<UnicodeScript, List<String>> candidates = new HashMap<>();
    for (UnicodeScript script : UnicodeScript.values()) {
      List<String> written =
          languages.stream().filter(code -> ScriptLanguages.writes(script, code)).toList();
      candidates.put(script, written);
    }
    this.candidatesByScript = Map.copyOf(candidates);
    this.model = new LanguageDetectorME(load());
  }

  /**
   * The language of a text.
   *
   * @param text any text
   * @param hint BCP 47 tag that the document came with; heard only when the text leaves doubt
   */
  Language detect(String text, @Nullable String hint) {
    String sample = DetectionText.withoutAddresses(TextSample.of(text, SAMPLED_CHARS).joined());
    ScriptCounts counts = ScriptCounts.of(sample);
    UnicodeScript script = counts.dominant();
    List<String> candidates = candidatesByScript.getOrDefault(script, List.of());
    if (script == UnicodeScript.UNKNOWN || candidates.isEmpty()) {
      return Language.undetermined();
    }
    double share = Math.sqrt(counts.dominance());
    if (script == UnicodeScript.HAN) {
      return chineseOrJapanese(counts, candidates, hint, share);
    }
    int letters = counts.total();
    if (candidates.size() == 1) {
      return new Language(candidates.get(0), share * letters / (letters + 1.0));
    }
    Map<String, Double> odds = modelOdds(DetectionText.lettersOf(sample, script), candidates);
    double scale = Math.pow(Math.min(LETTERS_AT_MOST, letters), LETTERS_EXPONENT);
    Language guess = best(odds, scale, share);
    String hinted = hint == null ? "" : LanguageCodes.primary(hint);
    if (guess.confidence() < CERTAIN && odds.containsKey(hinted)) {
      Map<String, Double> informed = new HashMap<>(odds);
      informed.merge(hinted, Math.exp(HINT_EVIDENCE * scale), (a, b) -> a * b);
      return best(informed, scale, share);
    }
    return guess;
  }

  private static Language best(Map<String, Double> odds, double scale, double share) {
    String best = Language.UNDETERMINED;
    double first = 0;
    double second = 0;
    for (Map.Entry<String, Double> entry : odds.entrySet()) {
      double value = entry.getValue();
      // The name breaks ties, so that equal texts get equal answers.
      if (value > first || (value == first && entry.getKey().compareTo(best) < 0)) {
        second = first;
        first = value;
        best = entry.getKey();
      } else {
        second = Math.max(second, value);
      }
    }
    if (!(first > 0)) {
      return Language.undetermined();
    }
    double evidence = second > 0 ? Math.log(first / second) / scale : 1;
    return new Language(best, share * accuracy(evidence));
  }

  /** How often an answer with such evidence is right: a curve through counts on Tatoeba. */
  private static double accuracy(double evidence) {
    return 1 - 0.65 * Math.exp(-Math.pow(evidence / 0.0125, 1.6));
  }

  /** Kana make a text Japanese; without any it is Chinese, the surer the longer it is. */
  private static Language chineseOrJapanese(
      ScriptCounts counts, List<String> candidates, @Nullable String hint, double share) {
    int han = counts.count(UnicodeScript.HAN);
    int kana = counts.count(UnicodeScript.HIRAGANA) + counts.count(UnicodeScript.KATAKANA);
    int all = han + kana;
    if (kana > JAPANESE_KANA * all && candidates.contains("ja")) {
      return new Language("ja", share * all / (all + 1.0));
    }
    boolean hintedJapanese =
        hint != null
            && LanguageCodes.primary(hint).equals("ja")
            && candidates.contains("ja")
            && han < HAN_WITHOUT_KANA;
    boolean japanese = hintedJapanese || !candidates.contains("zh");
    return new Language(japanese ? "ja" : "zh", share * (han + 1.0) / (han + 3.0));
  }

  private Map<String, Double> modelOdds(String letters, List<String> candidates) {
    Map<String, Double> odds = new HashMap<>();
    for (opennlp.tools.langdetect.Language guess : model.predictLanguages(letters)) {
      String code = LanguageCodes.bcp47(guess.getLang());
      if (candidates.contains(code)) {
        // The model knows some languages under two codes: a sum would favour those.
        odds.merge(code, guess.getConfidence(), Math::max);
      }
    }
    return odds;
  }

  private static LanguageDetectorModel load() {
    try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
      if (in == null) {
        throw new IllegalStateException(
            "no language model at " + MODEL + "; expected opennlp-models-langdetect on the path");
      }
      return new LanguageDetectorModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException("language model " + MODEL, e);
    }
  }
}
