package io.glossa.quality;

import io.glossa.document.TextRepair;
import io.glossa.semantics.ScriptCounts;

/**
 * What kinds of characters a text is made of. A word here is what stands between spaces.
 *
 * @param visible code points that are not white space
 * @param replacements U+FFFD
 * @param plainLetters letters and marks in words that are mostly letters, with their inner
 *     apostrophes and hyphens
 * @param inLongRuns code points in runs of letters and digits that are too long for words
 * @param words words with a letter, in scripts with spaces
 * @param unspacedLetters letters of scripts without spaces
 */
record CharacterProfile(
    int visible,
    int replacements,
    int plainLetters,
    int inLongRuns,
    int words,
    int unspacedLetters) {

  /** Longer than the words of any language, shorter than most keys and digests in a row. */
  private static final int LONG_RUN = 60;

  /** Letters of a script without spaces that make up a word, on average. */
  private static final int LETTERS_PER_WORD = 2;

  double wordEstimate() {
    return words + (double) unspacedLetters / LETTERS_PER_WORD;
  }

  static CharacterProfile of(String text) {
    return new Counter().count(text);
  }

  private static final class Counter {

    private int visible;
    private int replacements;
    private int plainLetters;
    private int inLongRuns;
    private int words;
    private int unspacedLetters;

    private int wordLetters;
    private int wordDigits;
    private int wordSymbols;
    private int run;

    CharacterProfile count(String text) {
      for (int i = 0; i < text.length(); ) {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint);
        if (Character.isWhitespace(codePoint)) {
          endWord();
        } else {
          visible++;
          add(codePoint);
        }
      }
      endWord();
      return new CharacterProfile(
          visible, replacements, plainLetters, inLongRuns, words, unspacedLetters);
    }

    private void add(int codePoint) {
      if (codePoint == TextRepair.REPLACEMENT) {
        replacements++;
      }
      boolean letter = Character.isLetter(codePoint);
      boolean written = letter || isMark(codePoint);
      if (written && ScriptCounts.isUnspaced(ScriptCounts.scriptOf(codePoint))) {
        endWord();
        plainLetters++;
        unspacedLetters += letter ? 1 : 0;
        return;
      }
      if (written) {
        wordLetters++;
        run++;
      } else if (Character.isDigit(codePoint)) {
        wordDigits++;
        run++;
      } else {
        endRun();
        wordSymbols += isInnerSign(codePoint) ? 0 : 1;
      }
    }

    private void endRun() {
      if (run > LONG_RUN) {
        inLongRuns += run;
      }
      run = 0;
    }

    private void endWord() {
      endRun();
      if (wordLetters > 0) {
        words++;
        // Digits inside a word make a name of it; symbols may be quotes and full stops.
        if (wordLetters >= 2 * wordDigits && 2 * wordLetters >= wordSymbols) {
          plainLetters += wordLetters;
        }
      }
      wordLetters = 0;
      wordDigits = 0;
      wordSymbols = 0;
    }

    private static boolean isInnerSign(int codePoint) {
      return codePoint == '\'' || codePoint == 0x2019 || codePoint == '-' || codePoint == 0x200C;
    }

    private static boolean isMark(int codePoint) {
      int type = Character.getType(codePoint);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
  }
}
