package io.glossa.quality;

/** How much of a text is tags, entities and signs that code has and prose has not. */
final class MarkupMeasure {

  private static final String CODE_SIGNS = "{}[]<>()=;|\\_$*^~`#@/+&\"";
  private static final int LONGEST_TAG = 300;
  private static final int LONGEST_ENTITY = 10;

  private MarkupMeasure() {}

  /**
   * The share, from 0 to 1.
   *
   * @param text the text
   * @param visible its code points that are not white space
   */
  static double share(String text, int visible) {
    int marked = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end =
          switch (c) {
            case '<' -> tagEnd(text, i);
            case '&' -> entityEnd(text, i);
            default -> -1;
          };
      if (end > 0) {
        marked += end - i;
        i = end - 1;
      } else if (CODE_SIGNS.indexOf(c) >= 0) {
        marked++;
      }
    }
    return Math.min(1, (double) marked / Math.max(1, visible));
  }

  private static int tagEnd(String text, int start) {
    if (start + 1 >= text.length()) {
      return -1;
    }
    char first = text.charAt(start + 1);
    if (first != '/' && first != '!' && !isAsciiLetter(first)) {
      return -1;
    }
    int limit = Math.min(text.length(), start + LONGEST_TAG);
    for (int i = start + 2; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private static int entityEnd(String text, int start) {
    int limit = Math.min(text.length(), start + LONGEST_ENTITY);
    for (int i = start + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i > start + 1 ? i + 1 : -1;
      }
      if (c != '#' && !isAsciiLetter(c) && !(c >= '0' && c <= '9')) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isAsciiLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
