package io.glossa.topology;

import io.glossa.document.ContentHash;
import io.glossa.document.Document;
import io.glossa.document.Failure;

/** What an input record turned out to be. Depends on nothing but its bytes. */
sealed interface Intake {

  /**
   * A document to enrich.
   *
   * @param document as received
   * @param hash its content hash
   */
  record Accepted(Document document, ContentHash hash) implements Intake {}

  /**
   * A document that cannot be enriched.
   *
   * @param documentId its id
   * @param failure why
   */
  record Refused(String documentId, Failure failure) implements Intake {}

  /** A tombstone. */
  record Deleted() implements Intake {}

  /**
   * More than the review and dead-letter topics take. Compression brings such records past the
   * broker's limit.
   *
   * @param cause says how much
   */
  record Oversized(Exception cause) implements Intake {}

  /**
   * Bytes that are no document event.
   *
   * @param cause what decoding said
   */
  record Undecodable(Exception cause) implements Intake {}
}
