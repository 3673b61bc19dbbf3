package io.glossa.semantics;

import java.lang.Character.UnicodeScript;

/** What of a text is shown to the language detector. */
final class DetectionText {

  /** Letters that the n-gram model sees. */
  private static final int MODEL_LETTERS = 500;

  private DetectionText() {}

  /**
   * The words of one script, in lower case and one space apart, without words that hold other
   * letters or digits: addresses, identifiers and quotations in another script would mislead.
   */
  static String lettersOf(String text, UnicodeScript script) {
    StringBuilder kept = new StringBuilder();
    int wordStart = 0;
    boolean pure = true;
    for (int i = 0; i < text.length() && kept.length() < MODEL_LETTERS; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.isWhitespace(codePoint)) {
        if (!pure) {
          kept.setLength(wordStart);
        }
        if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
          kept.append(' ');
        }
        wordStart = kept.length();
        pure = true;
      } else if (Character.isLetter(codePoint)) {
        UnicodeScript own = ScriptCounts.scriptOf(codePoint);
        pure &= own == script || own == UnicodeScript.COMMON || own == UnicodeScript.INHERITED;
        kept.appendCodePoint(Character.toLowerCase(codePoint));
      } else if (isMark(codePoint) || codePoint == '\'' || codePoint == 0x2019) {
        kept.appendCodePoint(codePoint);
      } else if (!isAddressSign(codePoint) && !Character.isDigit(codePoint)) {
        kept.append(' ');
      } else {
        pure = false;
      }
    }
    if (!pure) {
      kept.setLength(wordStart);
    }
    return kept.isEmpty() ? text.substring(0, Math.min(text.length(), 100)) : kept.toString();
  }

  /** Web addresses are Latin in texts of every language. */
  static String withoutAddresses(String text) {
    int at = text.indexOf("://");
    if (at < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int from = 0;
    for (; at >= 0; at = text.indexOf("://", from)) {
      int start = at;
      while (start > from && isAsciiLetterOrDigit(text.charAt(start - 1))) {
        start--;
      }
      kept.append(text, from, start).append(' ');
      from = at + 3;
      while (from < text.length() && text.charAt(from) > ' ' && text.charAt(from) < 0x80) {
        from++;
      }
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }

  private static boolean isAddressSign(int codePoint) {
    return codePoint == '@' || codePoint == '_' || codePoint == '/' || codePoint == '\\';
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
