package io.glossa.quality;

/**
 * How much of a text was decoded with the wrong character set: UTF-8 read as Windows-1252 or
 * Windows-1251, letters lost to question marks, and Latin text that is mostly accented letters.
 */
final class MojibakeMeasure {

  /** What Windows-1252 makes of the bytes 0x80 to 0x9F. */
  private static final String WINDOWS_1252_SPECIALS =
      "\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D"
          + "\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178";

  /** What Windows-1251 makes of the bytes 0x80 to 0xBF, less what Slavic spellings use there. */
  private static final String WINDOWS_1251_SPECIALS =
      "\u0403\u201A\u0453\u201E\u2026\u2020\u2021\u20AC\u2030\u2039\u040C\u040F\u2018\u2019"
          + "\u201C\u201D\u2022\u2122\u203A\u045C\u045F\u00A0\u00A4\u00A6\u00A7\u00A9\u00AC\u00AE"
          + "\u00B0\u00B1\u00B5\u00B6\u00B7\u2116\u0405\u0455";

  /** Vietnamese and Yoruba have up to three accented letters in ten. */
  private static final double ACCENTED_AT_MOST = 0.45;

  /** One such sequence may be chance, in a short text above all. */
  private static final int LEAST_PLACES = 2;

  private static final char FULLWIDTH_A = '\uFF21';
  private static final char FULLWIDTH_Z = '\uFF5A';

  private MojibakeMeasure() {}

  /**
   * The share, from 0 to 1.
   *
   * @param text the text
   * @param visible its code points that are not white space
   */
  static double share(String text, int visible) {
    int broken = 0;
    int places = 0;
    int ascii = 0;
    int accented = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii += isAsciiLetter(c) ? 1 : 0;
        if (c == '?' && isLostLetter(text, i)) {
          broken++;
          places++;
        }
        continue;
      }
      int length = Math.max(westernSequence(text, i), cyrillicSequence(text, i));
      if (length > 0) {
        broken += length;
        places++;
        i += length - 1;
      } else if (c >= 0xC0 && c <= 0x24F) {
        accented++;
      } else if (c >= FULLWIDTH_A && c <= FULLWIDTH_Z) {
        ascii++;
      }
    }
    if (places < LEAST_PLACES) {
      broken = 0;
    }
    int latin = ascii + accented;
    if (latin > 20 && accented > ACCENTED_AT_MOST * latin) {
      broken += accented;
    }
    return Math.min(1, (double) broken / Math.max(1, visible));
  }

  /** A question mark inside a word, or in a row of them. */
  private static boolean isLostLetter(String text, int index) {
    if (index + 1 >= text.length()) {
      return index > 1 && text.charAt(index - 1) == '?' && text.charAt(index - 2) == '?';
    }
    char after = text.charAt(index + 1);
    char before = index == 0 ? ' ' : text.charAt(index - 1);
    return (after == '?' || before == '?')
        || (Character.isLetter(before) && Character.isLowerCase(after));
  }

  /** Length of a UTF-8 sequence of two to four bytes read as Windows-1252, or 0. */
  private static int westernSequence(String text, int index) {
    char lead = text.charAt(index);
    int length = lead < 0xC2 ? 0 : lead <= 0xDF ? 2 : lead <= 0xEF ? 3 : lead <= 0xF4 ? 4 : 0;
    if (length == 0 || index + length > text.length()) {
      return 0;
    }
    int certain = 0;
    for (int i = index + 1; i < index + length; i++) {
      char c = text.charAt(i);
      boolean continuation = (c >= 0x80 && c <= 0xBF) || WINDOWS_1252_SPECIALS.indexOf(c) >= 0;
      // Windows-1252 has no character for five of the bytes: they became U+FFFD.
      if (!continuation && c != '\uFFFD') {
        return 0;
      }
      certain += continuation ? 1 : 0;
    }
    return certain > 0 ? length : 0;
  }

  /** Length of a two-byte UTF-8 sequence of a Cyrillic letter read as Windows-1251, or 0. */
  private static int cyrillicSequence(String text, int index) {
    char lead = text.charAt(index);
    boolean leads = lead == '\u0420' || lead == '\u0421';
    boolean continues =
        leads
            && index + 1 < text.length()
            && WINDOWS_1251_SPECIALS.indexOf(text.charAt(index + 1)) >= 0;
    return continues ? 2 : 0;
  }

  private static boolean isAsciiLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
