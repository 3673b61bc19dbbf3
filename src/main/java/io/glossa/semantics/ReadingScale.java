package io.glossa.semantics;

/** The scale of ease from 0 to 100 and its school grades. */
final class ReadingScale {

  // Flesch's own bands (The Art of Readable Writing, 1949): ease 95 is grade 5, 45 is college.
  private static final double[] EASE = {100, 95, 85, 75, 65, 55, 40, 15, 0};
  private static final double[] GRADE = {4, 5, 6, 7, 8.5, 11, 14, 16, 18};

  private ReadingScale() {}

  /** Ease kept within the scale. */
  static double ease(double raw) {
    return Math.max(0, Math.min(100, raw));
  }

  /** The school grade of an ease, by Flesch's bands with straight lines between their middles. */
  static double gradeOf(double ease) {
    for (int i = 1; i < EASE.length; i++) {
      if (ease >= EASE[i]) {
        double part = (EASE[i - 1] - ease) / (EASE[i - 1] - EASE[i]);
        return GRADE[i - 1] + part * (GRADE[i] - GRADE[i - 1]);
      }
    }
    return GRADE[GRADE.length - 1];
  }
}
