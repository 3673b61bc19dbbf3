package io.glossa.semantics;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How many letters of each script a text has.
 *
 * @param letters letters (not marks, digits or punctuation) by script; scripts without any are
 *     absent
 */
public record ScriptCounts(Map<UnicodeScript, Integer> letters) {

  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** A syllable or an ideograph says as much as a few letters of an alphabet. */
  private static final Set<UnicodeScript> DENSE =
      EnumSet.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private static final int DENSE_WEIGHT = 3;

  public ScriptCounts {
    letters = Map.copyOf(letters);
  }

  public static ScriptCounts of(CharSequence text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    UnicodeScript current = UnicodeScript.UNKNOWN;
    // Neighbours share their script: the map is touched once a run, not once a letter.
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      if (!Character.isLetter(codePoint)) {
        continue;
      }
      UnicodeScript script = scriptOf(codePoint);
      if (script != current && run > 0) {
        letters.merge(current, run, Integer::sum);
        run = 0;
      }
      current = script;
      run++;
    }
    if (run > 0) {
      letters.merge(current, run, Integer::sum);
    }
    return new ScriptCounts(letters);
  }

  /** {@link UnicodeScript#of(int)} with a short way for ASCII letters. */
  public static UnicodeScript scriptOf(int codePoint) {
    boolean asciiLetter = (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z';
    return asciiLetter ? UnicodeScript.LATIN : UnicodeScript.of(codePoint);
  }

  /** Whether words of the script follow one another without a space. */
  public static boolean isUnspaced(UnicodeScript script) {
    return UNSPACED.contains(script);
  }

  public int count(UnicodeScript script) {
    return letters.getOrDefault(script, 0);
  }

  public int total() {
    return letters.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Letters of the scripts that write without spaces. */
  public int unspaced() {
    return letters.entrySet().stream()
        .filter(entry -> isUnspaced(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * The script that carries most of the text; {@link UnicodeScript#UNKNOWN} without letters. Kana
   * and Han count together, as Han, because Japanese mixes them.
   */
  public UnicodeScript dominant() {
    UnicodeScript best = UnicodeScript.UNKNOWN;
    int most = 0;
    for (UnicodeScript script : UnicodeScript.values()) {
      int weighted = weighted(script);
      if (weighted > most) {
        most = weighted;
        best = script;
      }
    }
    return best;
  }

  /** Share of the dominant script among the weighted letters, from 0 to 1. */
  public double dominance() {
    UnicodeScript dominant = dominant();
    int all = 0;
    for (UnicodeScript script : UnicodeScript.values()) {
      all += weighted(script);
    }
    return all == 0 ? 0 : (double) weighted(dominant) / all;
  }

  private int weighted(UnicodeScript script) {
    return switch (script) {
      case COMMON, INHERITED, UNKNOWN, HIRAGANA, KATAKANA -> 0;
      case HAN ->
          DENSE_WEIGHT
              * (count(script) + count(UnicodeScript.HIRAGANA) + count(UnicodeScript.KATAKANA));
      default -> count(script) * (DENSE.contains(script) ? DENSE_WEIGHT : 1);
    };
  }
}
