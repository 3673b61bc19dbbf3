package io.glossa.semantics;

import java.util.Optional;

/**
 * Flesch's reading ease and its fittings to other languages: {@code base - a * words per sentence -
 * b * syllables per word}.
 */
enum FleschFormula {
  /** Flesch, A new readability yardstick, 1948; grade by Kincaid and others, 1975. */
  ENGLISH("en", "flesch-reading-ease", 206.835, 1.015, 84.6),
  /** Amstad, Wie verständlich sind unsere Zeitungen?, 1978. */
  GERMAN("de", "flesch-amstad", 180, 1, 58.5),
  /** Szigriszt Pazos, Sistemas predictivos de legibilidad, 1993. */
  SPANISH("es", "szigriszt-pazos", 206.835, 1, 62.3),
  /** Kandel and Moles, Application de l'indice de Flesch à la langue française, 1958. */
  FRENCH("fr", "kandel-moles", 207, 1.015, 73.6),
  /** Franchina and Vacca, Adaptation of Flesch readability index, 1986. */
  ITALIAN("it", "flesch-vacca", 206, 1, 65),
  /** Douma, De leesbaarheid van landbouwbladen, 1960. */
  DUTCH("nl", "flesch-douma", 206.84, 0.93, 77),
  /**
   * Martins and others, Readability formulas applied to textbooks in Brazilian Portuguese, 1996.
   */
  PORTUGUESE("pt", "flesch-martins", 248.835, 1.015, 84.6),
  /**
   * Oborneva, Automated estimation of the complexity of educational texts, 2006; with its grade.
   */
  RUSSIAN("ru", "flesch-oborneva", 206.835, 1.3, 60.1);

  private final String language;
  private final String formula;
  private final double base;
  private final double perSentence;
  private final double perWord;

  FleschFormula(String language, String formula, double base, double perSentence, double perWord) {
    this.language = language;
    this.formula = formula;
    this.base = base;
    this.perSentence = perSentence;
    this.perWord = perWord;
  }

  /** The formula of a language, by its BCP 47 code. */
  static Optional<FleschFormula> of(String language) {
    for (FleschFormula formula : values()) {
      if (formula.language.equals(language)) {
        return Optional.of(formula);
      }
    }
    return Optional.empty();
  }

  /**
   * Ease and grade.
   *
   * @param wordsPerSentence mean length of a sentence, in words
   * @param syllablesPerWord mean length of a word, in syllables
   */
  Readability score(double wordsPerSentence, double syllablesPerWord) {
    double ease =
        ReadingScale.ease(base - perSentence * wordsPerSentence - perWord * syllablesPerWord);
    double grade =
        switch (this) {
          case ENGLISH -> 0.39 * wordsPerSentence + 11.8 * syllablesPerWord - 15.59;
          case RUSSIAN -> 0.5 * wordsPerSentence + 8.4 * syllablesPerWord - 15.59;
          case GERMAN, SPANISH, FRENCH, ITALIAN, DUTCH, PORTUGUESE -> ReadingScale.gradeOf(ease);
        };
    return new Readability(formula, ease, Math.max(0, grade));
  }
}
