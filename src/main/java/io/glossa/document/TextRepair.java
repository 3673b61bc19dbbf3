package io.glossa.document;

/**
 * Makes any {@code String} encodable and safe to analyse: unpaired surrogates become U+FFFD; NUL
 * and control characters other than tab, line feed and carriage return become U+FFFD. Offsets do
 * not change.
 *
 * @param text the repaired text, as long as the original
 * @param unpairedSurrogates how many UTF-16 units were half a character
 * @param controlCharacters how many control characters were replaced
 */
public record TextRepair(String text, int unpairedSurrogates, int controlCharacters) {

  public static final char REPLACEMENT = '\uFFFD';

  public static TextRepair of(String original) {
    int surrogates = 0;
    int controls = 0;
    char[] repaired = null;
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < original.length()
          && Character.isLowSurrogate(original.charAt(i + 1))) {
        i++;
        continue;
      }
      boolean surrogate = Character.isSurrogate(c);
      if (surrogate) {
        surrogates++;
      } else if (isStrayControl(c)) {
        controls++;
      } else {
        continue;
      }
      if (repaired == null) {
        repaired = original.toCharArray();
      }
      repaired[i] = REPLACEMENT;
    }
    return new TextRepair(repaired == null ? original : new String(repaired), surrogates, controls);
  }

  public int replaced() {
    return unpairedSurrogates + controlCharacters;
  }

  private static boolean isStrayControl(char c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && c != '\u0085';
  }
}
