package io.glossa.document;

/**
 * Where a token stands in a text.
 *
 * @param start offset, UTF-16 units
 * @param end end, exclusive, UTF-16 units
 */
public record TokenSpan(int start, int end) {

  public TokenSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "token span [%d, %d); expected 0 <= start <= end".formatted(start, end));
    }
  }
}
