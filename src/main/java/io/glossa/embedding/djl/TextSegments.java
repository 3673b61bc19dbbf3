package io.glossa.embedding.djl;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A text in pieces, so that the native tokenizer's memory stays small and the beginning of a text
 * can be had without the rest. Cuts are made only where they {@linkplain SafeCuts change no token};
 * a run without such a place stays whole, however long.
 */
final class TextSegments implements Iterable<TextSegments.Segment> {

  /** UTF-16 units of a segment at most, where the text has a place to cut. */
  static final int MAX_LENGTH = 4096;

  private final String text;
  private final SafeCuts cuts;

  /**
   * A piece of the text.
   *
   * @param start where it stands, UTF-16 units
   * @param text never empty
   */
  record Segment(int start, String text) {}

  TextSegments(String text, SafeCuts cuts) {
    this.text = text;
    this.cuts = cuts;
  }

  /** All of the text, in order. */
  @Override
  public Iterator<Segment> iterator() {
    return new Iterator<>() {
      private int start;

      @Override
      public boolean hasNext() {
        return start < text.length();
      }

      @Override
      public Segment next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no segment after the end of the text");
        }
        int end = end(start);
        Segment segment = new Segment(start, text.substring(start, end));
        start = end;
        return segment;
      }
    };
  }

  private int end(int start) {
    int latest = start + MAX_LENGTH;
    if (latest >= text.length()) {
      return text.length();
    }
    for (int i = latest; i > start; i--) {
      if (cuts.allows(text, i)) {
        return i;
      }
    }
    for (int i = latest + 1; i < text.length(); i++) {
      if (cuts.allows(text, i)) {
        return i;
      }
    }
    return text.length();
  }
}
