package io.glossa.semantics;

import java.util.HashSet;
import java.util.Set;

/**
 * How easy a text is to read: the Flesch formula of its language where there is one, LIX in other
 * scripts with spaces, and an estimate by characters in Korean and in scripts without spaces.
 * Thread-safe.
 */
final class ReadabilityScorer {

  private static final Readability NONE = new Readability("none", 0, 0);

  /** Letters from which a word is long, for LIX (Björnsson 1968): more than six. */
  private static final int LONG_WORD_LETTERS = 7;

  /**
   * The readability of a text.
   *
   * @param text the segmented text; without words the formula is {@code none} and all figures 0
   * @param language its BCP 47 code
   */
  Readability score(SegmentedText text, String language) {
    int words = text.wordCount();
    if (words == 0) {
      return NONE;
    }
    if (isEstimated(text, language)) {
      return byCharacters(text);
    }
    double wordsPerSentence = (double) words / text.sentences().size();
    return FleschFormula.of(language)
        .map(formula -> formula.score(wordsPerSentence, syllables(text, language) / words))
        .orElseGet(() -> lix(text, words, wordsPerSentence, language));
  }

  private static boolean isEstimated(SegmentedText text, String language) {
    if (language.equals("ko")) {
      return true;
    }
    String first = text.sentences().get(0).words().get(0).text();
    return switch (language) {
      case "ja", "zh", "th", "lo", "km", "my" -> true;
      case Language.UNDETERMINED ->
          ScriptCounts.isUnspaced(ScriptCounts.scriptOf(first.codePointAt(0)));
      default -> false;
    };
  }

  private static double syllables(SegmentedText text, String language) {
    long syllables = 0;
    for (Sentence sentence : text.sentences()) {
      for (Token word : sentence.words()) {
        syllables += SyllableCounter.count(word.text(), language);
      }
    }
    return syllables;
  }

  /**
   * LIX: words per sentence plus the percentage of long words (Björnsson, Läsbarhet, 1968). The
   * grade comes from RIX, long words per sentence (Anderson, Lix and Rix, Journal of Reading 26,
   * 1983). The ease is a straight line of our own: LIX 20, a children's book, is 100; LIX 70 is 0.
   * Outside the alphabets that LIX was made for, the name says that it is an estimate.
   */
  private static Readability lix(
      SegmentedText text, int words, double wordsPerSentence, String language) {
    int longWords = 0;
    for (Sentence sentence : text.sentences()) {
      for (Token word : sentence.words()) {
        if (letters(word.text()) >= LONG_WORD_LETTERS) {
          longWords++;
        }
      }
    }
    double lix = wordsPerSentence + 100.0 * longWords / words;
    double rix = (double) longWords / text.sentences().size();
    boolean alphabet =
        ScriptLanguages.writes(Character.UnicodeScript.LATIN, language)
            || ScriptLanguages.writes(Character.UnicodeScript.CYRILLIC, language)
            || ScriptLanguages.writes(Character.UnicodeScript.GREEK, language);
    return new Readability(
        alphabet ? "lix" : "estimated-lix", ReadingScale.ease(140 - 2 * lix), rixGrade(rix));
  }

  /** Anderson's table, with straight lines between its steps. */
  private static double rixGrade(double rix) {
    double[] steps = {0.2, 0.5, 0.8, 1.3, 1.8, 2.4, 3.0, 3.7, 4.5, 5.3, 6.2, 7.2};
    double below = 0;
    for (int i = 0; i < steps.length; i++) {
      if (rix < steps[i]) {
        return i + 1 + (rix - below) / (steps[i] - below);
      }
      below = steps[i];
    }
    return steps.length + 1;
  }

  /**
   * An estimate of our own for scripts without words or syllables to count: longer sentences and a
   * richer set of characters (types over the root of twice their number, as Carroll's measure does
   * for words) read harder.
   */
  private static Readability byCharacters(SegmentedText text) {
    Set<Integer> types = new HashSet<>();
    int characters = 0;
    for (Sentence sentence : text.sentences()) {
      for (Token word : sentence.words()) {
        String letters = word.text();
        for (int i = 0; i < letters.length(); i += Character.charCount(letters.codePointAt(i))) {
          types.add(letters.codePointAt(i));
          characters++;
        }
      }
    }
    double perSentence = (double) characters / text.sentences().size();
    double variety = types.size() / Math.sqrt(2.0 * characters);
    double ease = ReadingScale.ease(105 - 0.9 * Math.min(perSentence, 80) - 3 * variety);
    return new Readability("estimated-characters", ease, ReadingScale.gradeOf(ease));
  }

  private static int letters(String word) {
    return (int) word.codePoints().filter(Character::isLetter).count();
  }
}
