package io.glossa.quality;

import io.glossa.semantics.ScriptCounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How much of a text says again what it said before. The unit is the word, in scripts without
 * spaces the character.
 */
final class RepetitionMeasure {

  private static final int WORDS_IN_PHRASE = 5;
  private static final int CHARACTERS_IN_PHRASE = 12;
  private static final int WINDOW = 100;

  private RepetitionMeasure() {}

  /** The share of units that stand in a repeated phrase or in a window of few different words. */
  static double share(String text) {
    int[] units = new int[text.length()];
    int count = 0;
    int unspaced = 0;
    int hash = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      boolean letter = Character.isLetterOrDigit(codePoint);
      boolean own = letter && ScriptCounts.isUnspaced(ScriptCounts.scriptOf(codePoint));
      if (inWord && (own || Character.isWhitespace(codePoint))) {
        units[count++] = hash;
        inWord = false;
      }
      if (own) {
        units[count++] = codePoint;
        unspaced++;
      } else if (!Character.isWhitespace(codePoint)) {
        hash = inWord ? 31 * hash + Character.toLowerCase(codePoint) : codePoint;
        inWord = true;
      }
    }
    if (inWord && count < units.length) {
      units[count++] = hash;
    }
    boolean byCharacter = 2 * unspaced > count;
    double phrases = repeated(units, count, byCharacter ? CHARACTERS_IN_PHRASE : WORDS_IN_PHRASE);
    return byCharacter ? phrases : Math.max(phrases, collapsed(units, count));
  }

  /** Share of units that a phrase covers which the text had before. */
  private static double repeated(int[] units, int count, int phrase) {
    if (count < 2 * phrase) {
      return 0;
    }
    Set<Long> seen = new HashSet<>();
    int covered = 0;
    int coveredTo = 0;
    for (int i = 0; i + phrase <= count; i++) {
      long hash = 7;
      for (int k = i; k < i + phrase; k++) {
        hash = hash * 1_000_003 + units[k];
      }
      if (!seen.add(hash)) {
        covered += i + phrase - Math.max(i, coveredTo);
        coveredTo = i + phrase;
      }
    }
    return (double) covered / count;
  }

  /** How far the words of a window are the same few: 0 from two different in five on. */
  private static double collapsed(int[] units, int count) {
    if (count < WINDOW) {
      return 0;
    }
    double different = 0;
    int windows = 0;
    for (int start = 0; start + WINDOW <= count; start += WINDOW) {
      different += Arrays.stream(units, start, start + WINDOW).distinct().count();
      windows++;
    }
    return Math.max(0, 1 - 2.5 * different / (windows * WINDOW));
  }
}
