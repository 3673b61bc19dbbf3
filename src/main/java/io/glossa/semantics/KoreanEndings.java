package io.glossa.semantics;

import java.util.List;

/** What Korean appends to its words: particles to nouns, endings to predicates. */
final class KoreanEndings {

  /** Longest first, so that {@code 에서는} is taken off before {@code 는}. */
  private static final List<String> PARTICLES =
      List.of(
          "에서는", "으로는", "에게는", "이라는", "으로써", "으로서", "에서도", "까지는", "부터는", "에서", "으로", "에게", "한테",
          "까지", "부터", "이나", "이란", "라는", "처럼", "보다", "마다", "에는", "에도", "로는", "와는", "과는", "들은", "들이",
          "들을", "들의", "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만", "란");

  private static final List<String> PREDICATES =
      List.of(
          "세요", "어요", "아요", "해요", "예요", "에요", "하고", "하며", "하여", "하는", "되는", "하면", "되어", "하지", "하기",
          "위한", "대한", "통한", "해야", "할지", "어서", "으며", "지만", "려면", "면서", "던지", "거나", "도록");

  private KoreanEndings() {}

  /** The word without its particle, if at least two characters stay; else the word. */
  static String stem(String word) {
    for (String particle : PARTICLES) {
      if (word.endsWith(particle) && word.length() - particle.length() >= 2) {
        return word.substring(0, word.length() - particle.length());
      }
    }
    return word;
  }

  /** Whether a particle other than the genitive closes the noun phrase with this word. */
  static boolean closesPhrase(String word) {
    return !word.endsWith("의") && !stem(word).equals(word);
  }

  /** Whether the word ends as verbs and adjectives do. */
  static boolean isPredicate(String word) {
    return (word.length() > 2 && word.endsWith("다"))
        || PREDICATES.stream().anyMatch(word::endsWith);
  }
}
