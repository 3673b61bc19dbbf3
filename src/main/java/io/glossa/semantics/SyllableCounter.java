package io.glossa.semantics;

import java.util.Locale;

/** Counts syllables by groups of vowels, with the few rules that matter per language. */
final class SyllableCounter {

  private static final String VOWELS =
      "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿāēīōūąęėįųăőűı" + "аеёиоуыэюяіїєў";

  private SyllableCounter() {}

  /**
   * Syllables of one word.
   *
   * @param word any word
   * @param language its BCP 47 code
   * @return at least 1
   */
  static int count(String word, String language) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean eachVowel = language.equals("ru");
    boolean hiatus = language.equals("es") || language.equals("it") || language.equals("pt");
    int groups = 0;
    char before = ' ';
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean vowel = VOWELS.indexOf(c) >= 0;
      if (vowel) {
        boolean joined = VOWELS.indexOf(before) >= 0;
        boolean apart = eachVowel || (hiatus && isStrong(before) && isStrong(c));
        if (!joined || apart) {
          groups++;
        }
      }
      before = c;
    }
    if (groups > 1 && endsSilently(lower, language)) {
      groups--;
    }
    return Math.max(1, groups);
  }

  /** Two of these next to one another are two syllables in Romance languages. */
  private static boolean isStrong(char c) {
    return "aeoáéóàèòâêôãõíú".indexOf(c) >= 0;
  }

  private static boolean endsSilently(String word, String language) {
    return switch (language) {
      case "en" ->
          (word.endsWith("e") && !(word.endsWith("le") && !vowelAt(word, word.length() - 3)))
              || (word.endsWith("ed") && !word.endsWith("ted") && !word.endsWith("ded"));
      case "fr" ->
          (word.endsWith("e") && !vowelAt(word, word.length() - 2))
              || (word.endsWith("es") && !vowelAt(word, word.length() - 3));
      default -> false;
    };
  }

  private static boolean vowelAt(String word, int index) {
    return index >= 0 && VOWELS.indexOf(word.charAt(index)) >= 0;
  }
}
