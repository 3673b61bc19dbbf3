package io.glossa.embedding.remote;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces of bounded length for the tokenizer, whose work on one run of characters
 * is not linear. A cut goes before white space that follows a letter or a digit, or before a space,
 * where cl100k's own pattern parts the text too; where there is none for half a piece, between two
 * characters, where a token may be cut in two.
 */
final class TextPieces {

  /** UTF-16 units of a piece at most. */
  static final int MAX_LENGTH = 4096;

  private TextPieces() {}

  /** All of the text, in order; a character is never cut. */
  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.length() - start <= MAX_LENGTH ? text.length() : cut(text, start + MAX_LENGTH);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  private static int cut(String text, int latest) {
    for (int i = latest; i > latest - MAX_LENGTH / 2; i--) {
      char next = text.charAt(i);
      char last = text.charAt(i - 1);
      boolean parted =
          Character.isLetterOrDigit(last)
              ? Character.isWhitespace(next)
              : next == ' ' && !Character.isWhitespace(last);
      if (parted) {
        return i;
      }
    }
    return Character.isLowSurrogate(text.charAt(latest)) ? latest - 1 : latest;
  }
}
