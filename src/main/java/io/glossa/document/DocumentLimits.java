package io.glossa.document;

import java.util.Optional;

/**
 * What a document must be to be enriched.
 *
 * @param maxTextBytes UTF-8 bytes of the text at most
 */
public record DocumentLimits(int maxTextBytes) {

  public DocumentLimits {
    if (maxTextBytes < 1) {
      throw new IllegalArgumentException(
          "text limit of %d bytes; expected at least 1".formatted(maxTextBytes));
    }
  }

  /** The failure that keeps the document from being enriched, if there is one. */
  public Optional<Failure> violation(Document document) {
    String text = document.text();
    if (text.codePoints().noneMatch(DocumentLimits::isVisible)) {
      return Optional.of(
          new Failure(
              FailureReason.EMPTY_TEXT,
              "the text has %d characters, none of them visible".formatted(text.length())));
    }
    // A UTF-16 unit takes at most three bytes: most texts need no count.
    if (text.length() <= maxTextBytes / 3) {
      return Optional.empty();
    }
    long bytes = repairedBytes(text);
    if (bytes <= maxTextBytes) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            FailureReason.TEXT_TOO_LARGE,
            "the text has %d bytes; the limit is %d".formatted(bytes, maxTextBytes)));
  }

  /** No-break spaces, zero-width signs and byte order marks are as empty as white space. */
  private static boolean isVisible(int codePoint) {
    return !Character.isWhitespace(codePoint)
        && !Character.isSpaceChar(codePoint)
        && Character.getType(codePoint) != Character.FORMAT;
  }

  /** Length in UTF-8 after the repair, in which half a character takes three bytes. */
  private static long repairedBytes(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
