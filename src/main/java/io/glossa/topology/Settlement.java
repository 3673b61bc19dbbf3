package io.glossa.topology;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * What is to be forwarded for an input record, already serialized and known to fit the broker.
 *
 * @param arrival the record
 * @param result what became of it
 */
record Settlement(Arrival arrival, Result result) {

  /** What became of a record. */
  sealed interface Result {

    Route route();
  }

  /**
   * A published enrichment.
   *
   * @param document value for the enriched documents
   * @param chunks values for the enriched chunks, by ordinal
   * @param fingerprint what was enriched, as {@link DocumentState} remembers it
   */
  record Published(
      Bytes document,
      List<Bytes> chunks,
      String fingerprint,
      TallyKey tallyKey,
      double qualityScore)
      implements Result {

    @Override
    public Route route() {
      return Route.ENRICHED;
    }
  }

  /**
   * A request for review.
   *
   * @param route which review topic
   * @param documentId key of the request
   * @param request value for the review topic
   * @param remembered value for the reviews store: the request without the payload
   * @param fingerprint what was enriched, as {@link DocumentState} remembers it; empty when it
   *     could not be, so that it may be sent again
   */
  record Reviewed(
      Route route,
      String documentId,
      Bytes request,
      Bytes remembered,
      String fingerprint,
      TallyKey tallyKey,
      double qualityScore)
      implements Result {}

  /** The same content under the same model as the version before. */
  record Unchanged() implements Result {

    @Override
    public Route route() {
      return Route.UNCHANGED;
    }
  }

  /** A deletion. */
  record Deleted() implements Result {

    @Override
    public Route route() {
      return Route.DELETED;
    }
  }

  /**
   * A record that could not be decoded.
   *
   * @param cause what decoding said
   */
  record DeadLetter(Exception cause) implements Result {

    @Override
    public Route route() {
      return Route.DEAD_LETTER;
    }
  }
}
