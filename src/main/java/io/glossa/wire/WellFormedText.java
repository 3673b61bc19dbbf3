package io.glossa.wire;

/** Text that UTF-8 can carry. */
final class WellFormedText {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /**
   * The text with U+FFFD for every half of a surrogate pair that stands alone. Java's encoders
   * would write a question mark, which cannot be told from one that the author wrote.
   */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return repaired(text, i);
        }
        i++;
      }
    }
    return text;
  }

  private static String repaired(String text, int from) {
    char[] units = text.toCharArray();
    for (int i = from; i < units.length; i++) {
      if (Character.isSurrogate(units[i])) {
        if (isPair(text, i)) {
          i++;
        } else {
          units[i] = REPLACEMENT;
        }
      }
    }
    return new String(units);
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
