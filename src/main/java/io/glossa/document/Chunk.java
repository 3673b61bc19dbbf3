package io.glossa.document;

/**
 * A part of a document that the model takes in one piece.
 *
 * @param ordinal position among the chunks, from 0
 * @param start offset in the document's text, UTF-16 units
 * @param end end, exclusive, UTF-16 units
 * @param text {@code documentText.substring(start, end)}
 * @param tokenCount tokens as the model counts them, without special tokens
 */
public record Chunk(int ordinal, int start, int end, String text, int tokenCount) {

  public Chunk {
    if (ordinal < 0 || start < 0 || end < start || tokenCount < 0) {
      throw new IllegalArgumentException(
          "chunk %d spans [%d, %d) with %d tokens; expected ordered, non-negative figures"
              .formatted(ordinal, start, end, tokenCount));
    }
  }
}
