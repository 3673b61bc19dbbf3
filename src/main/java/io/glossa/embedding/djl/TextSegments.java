package io.glossa.embedding.djl;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces of bounded length for the native tokenizer, whose work on one piece is
 * not always linear. A cut goes before white space, where it changes no token; in a run without
 * white space behind punctuation; else between two characters, where a token may be cut in two.
 */
final class TextSegments {

  /** UTF-16 units of a segment at most. */
  static final int MAX_LENGTH = 4096;

  private static final int SEARCH = MAX_LENGTH / 2;

  /**
   * A piece of the text.
   *
   * @param start where it stands, UTF-16 units
   * @param text never empty
   */
  record Segment(int start, String text) {}

  private TextSegments() {}

  /** All of the text, in order. */
  static List<Segment> of(String text) {
    List<Segment> segments = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.length() - start <= MAX_LENGTH ? text.length() : cut(text, start + MAX_LENGTH);
      segments.add(new Segment(start, text.substring(start, end)));
      start = end;
    }
    return segments;
  }

  private static int cut(String text, int latest) {
    int behindPunctuation = -1;
    int betweenCharacters = -1;
    for (int i = latest; i > latest - SEARCH; i--) {
      if (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
      if (continuesCharacter(text, i)) {
        continue;
      }
      if (betweenCharacters < 0) {
        betweenCharacters = i;
      }
      if (behindPunctuation < 0 && isPunctuation(text.charAt(i - 1))) {
        behindPunctuation = i;
      }
    }
    if (behindPunctuation > 0) {
      return behindPunctuation;
    }
    if (betweenCharacters > 0) {
      return betweenCharacters;
    }
    return Character.isLowSurrogate(text.charAt(latest)) ? latest - 1 : latest;
  }

  private static boolean continuesCharacter(String text, int index) {
    char unit = text.charAt(index);
    boolean joined = unit == '\u200D' || text.charAt(index - 1) == '\u200D';
    boolean jamo = unit >= '\u1160' && unit <= '\u11FF';
    return Character.isLowSurrogate(unit)
        || joined
        || jamo
        || switch (Character.getType(unit)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.COMBINING_SPACING_MARK ->
              true;
          default -> false;
        };
  }

  private static boolean isPunctuation(char unit) {
    return switch (Character.getType(unit)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
