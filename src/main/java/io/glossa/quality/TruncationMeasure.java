package io.glossa.quality;

import java.lang.Character.UnicodeScript;

/** Whether a text seems cut off. A weak sign: headings and lists end without a full stop too. */
final class TruncationMeasure {

  /** A last line that is shorter may be a heading, a list item or a signature. */
  private static final int LONG_LINE = 60;

  private TruncationMeasure() {}

  static boolean isTruncated(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return false;
    }
    int last = stripped.codePointBefore(stripped.length());
    int lineStart = stripped.lastIndexOf('\n') + 1;
    boolean longLine = stripped.length() - lineStart >= LONG_LINE;
    boolean endsInWord = Character.isLetterOrDigit(last) && endsSentencesWithSigns(last);
    // A text that begins in the middle of a sentence lost its head.
    boolean beginsInside =
        stripped.length() >= LONG_LINE && Character.isLowerCase(stripped.codePointAt(0));
    return last == 0xFFFD || (longLine && endsInWord) || beginsInside;
  }

  /** Thai, Lao and Khmer mark the end of a sentence by a space, if at all. */
  private static boolean endsSentencesWithSigns(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    return script != UnicodeScript.THAI
        && script != UnicodeScript.LAO
        && script != UnicodeScript.KHMER;
  }
}
