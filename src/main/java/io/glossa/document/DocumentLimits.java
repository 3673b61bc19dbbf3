package io.glossa.document;

import java.nio.charset.StandardCharsets;
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
    if (text.isBlank()) {
      return Optional.of(
          new Failure(
              FailureReason.EMPTY_TEXT,
              "the text has %d characters, all of them white space".formatted(text.length())));
    }
    // A UTF-16 unit takes at most three bytes: most texts need no count.
    if (text.length() <= maxTextBytes / 3) {
      return Optional.empty();
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= maxTextBytes) {
      return Optional.empty();
    }
    return Optional.of(
        new Failure(
            FailureReason.TEXT_TOO_LARGE,
            "the text has %d bytes; the limit is %d".formatted(bytes, maxTextBytes)));
  }
}
