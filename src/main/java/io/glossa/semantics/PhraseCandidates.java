package io.glossa.semantics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the runs of content words in one text: between function words, punctuation and line ends
 * (as RAKE does, Rose and others, 2010). A run that is too long gives its windows of two words.
 */
final class PhraseCandidates {

  private static final int MAX_WORDS = 4;
  private static final int MAX_WORD_CHARS = 40;

  private final String text;
  private final String language;
  private final Set<String> stopWords;
  private final Map<List<String>, PhraseCandidate> found = new LinkedHashMap<>();

  PhraseCandidates(SegmentedText segmented, String language, Set<String> stopWords) {
    this.text = segmented.text();
    this.language = language;
    this.stopWords = stopWords;
    for (Sentence sentence : segmented.sentences()) {
      collect(sentence.words());
    }
  }

  /** The candidates by their words, in order of first appearance. */
  Map<List<String>, PhraseCandidate> found() {
    return found;
  }

  private void collect(List<Token> words) {
    int i = 0;
    while (i < words.size()) {
      if (!isContent(words.get(i))) {
        i++;
        continue;
      }
      int past = i + 1;
      while (past < words.size()
          && isContent(words.get(past))
          && adjoins(words.get(past - 1), words.get(past))) {
        past++;
      }
      addRun(words.subList(i, past));
      i = past;
    }
  }

  private void addRun(List<Token> run) {
    if (run.size() <= MAX_WORDS) {
      add(run);
      return;
    }
    for (int i = 0; i + 2 <= run.size(); i++) {
      add(run.subList(i, i + 2));
    }
  }

  private void add(List<Token> run) {
    Token last = run.get(run.size() - 1);
    int start = run.get(0).start();
    int end = last.end();
    List<String> words = new ArrayList<>(run.size());
    for (Token token : run) {
      words.add(normalised(token));
    }
    if (language.equals("ko")) {
      end = last.start() + KoreanEndings.stem(last.text()).length();
    }
    found.putIfAbsent(
        List.copyOf(words), new PhraseCandidate(words, text.substring(start, end), start, end));
  }

  private String normalised(Token token) {
    return normalised(token.text(), language);
  }

  /** The word as it is counted: in lower case and, in Korean, without its particle. */
  static String normalised(String word, String language) {
    String lower = word.toLowerCase(Locale.ROOT);
    return language.equals("ko") ? KoreanEndings.stem(lower) : lower;
  }

  private boolean isContent(Token token) {
    String word = token.text();
    if (word.length() > MAX_WORD_CHARS || stopWords.contains(word.toLowerCase(Locale.ROOT))) {
      return false;
    }
    int first = word.codePointAt(0);
    boolean letters = word.codePoints().anyMatch(Character::isLetter);
    if (!letters) {
      return false;
    }
    return switch (ScriptCounts.scriptOf(first)) {
      // Hiragana alone is grammar or a verb; content is written in kanji, katakana or Latin.
      case HIRAGANA -> false;
      case HAN, KATAKANA -> true;
      case HANGUL -> !KoreanEndings.isPredicate(word) && word.length() > 1;
      default -> word.codePointCount(0, word.length()) > 1;
    };
  }

  /** Nothing between them in scripts without spaces, else one space on the same line. */
  private boolean adjoins(Token before, Token after) {
    if (language.equals("ko") && KoreanEndings.closesPhrase(before.text())) {
      return false;
    }
    int gap = after.start() - before.end();
    return gap == 0 || (gap == 1 && text.charAt(before.end()) == ' ');
  }
}
