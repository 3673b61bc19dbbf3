package io.glossa.topology;

import io.glossa.document.Failure;
import io.glossa.document.FailureReason;
import io.glossa.embedding.ModelIdentity;
import io.glossa.enriched.DocumentEnricher;
import io.glossa.enriched.EnrichedChunk;
import io.glossa.enriched.EnrichedDocument;
import io.glossa.enriched.Enrichment;
import io.glossa.enriched.Outcome;
import io.glossa.review.ReviewCause;
import io.glossa.review.ReviewRequest;
import io.glossa.semantics.Domain;
import io.glossa.semantics.Language;
import io.glossa.wire.Wire;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * From a submission to its {@link Settlement}: enriches, then serializes and checks sizes on the
 * worker that finished, so that a stream thread only forwards bytes. Thread-safe.
 */
final class SettlementStage {

  /** Glossa's own headers, the ordinal in a chunk's key, what a store puts around a value. */
  private static final int OWN_BYTES = 1024;

  private final DocumentEnricher enricher;
  private final Wire wire;
  private final ModelIdentity model;
  private final int maxRecordBytes;
  private final Clock clock;

  SettlementStage(
      DocumentEnricher enricher, Wire wire, ModelIdentity model, int maxRecordBytes, Clock clock) {
    this.enricher = enricher;
    this.wire = wire;
    this.model = model;
    this.maxRecordBytes = maxRecordBytes;
    this.clock = clock;
  }

  /** Begins the work, with nothing handed to the model yet; does not block. */
  Settling begin(Submission submission) {
    Arrival arrival = submission.arrival();
    Intake intake = submission.intake();
    if (intake instanceof Intake.Accepted accepted) {
      Enrichment enrichment = enricher.begin(accepted.document(), accepted.hash());
      return new Settling(
          enrichment,
          enrichment
              .outcome()
              .thenApply(
                  outcome ->
                      new Settlement(
                          arrival, serialize(arrival, accepted, outcome, fingerprint(accepted)))));
    }
    Settlement.Result result;
    if (intake instanceof Intake.Refused refused) {
      result = notEnriched(arrival, refused.documentId(), refused.failure());
    } else if (intake instanceof Intake.Undecodable undecodable) {
      result = new Settlement.DeadLetter(undecodable.cause());
    } else if (intake instanceof Intake.Oversized oversized) {
      result = new Settlement.DeadLetter(oversized.cause());
    } else {
      result = new Settlement.Deleted();
    }
    return new Settling(null, CompletableFuture.completedFuture(new Settlement(arrival, result)));
  }

  /** The same content under the same model need not be enriched again; empty for no content. */
  String fingerprint(Intake intake) {
    return intake instanceof Intake.Accepted accepted ? accepted.hash().hex() + "/" + model : "";
  }

  private Settlement.Result serialize(
      Arrival arrival, Intake.Accepted accepted, Outcome outcome, String fingerprint) {
    String id = accepted.document().id();
    if (outcome instanceof Outcome.Enriched enriched) {
      return published(arrival, enriched.document(), fingerprint);
    }
    if (outcome instanceof Outcome.Doubtful doubtful) {
      return doubtful(arrival, doubtful, fingerprint);
    }
    return notEnriched(arrival, id, ((Outcome.NotEnriched) outcome).failure());
  }

  private Settlement.Result published(
      Arrival arrival, EnrichedDocument enriched, String fingerprint) {
    byte[] document = wire.writeEnrichedDocument(enriched, arrival.origin());
    int largest = document.length;
    List<Bytes> chunks = new ArrayList<>(enriched.chunks().size());
    for (EnrichedChunk chunk : enriched.chunks()) {
      byte[] bytes = wire.writeEnrichedChunk(enriched, chunk);
      largest = Math.max(largest, bytes.length);
      chunks.add(Bytes.wrap(bytes));
    }
    if (recordBytes(arrival, largest) > maxRecordBytes) {
      return tooLarge(arrival, enriched.document().id(), recordBytes(arrival, largest));
    }
    return new Settlement.Published(
        Bytes.wrap(document),
        chunks,
        fingerprint,
        tallyKey(Route.ENRICHED, enriched),
        enriched.quality().score());
  }

  private Settlement.Result doubtful(
      Arrival arrival, Outcome.Doubtful doubtful, String fingerprint) {
    EnrichedDocument enriched = doubtful.document();
    String id = enriched.document().id();
    ReviewCause cause = new ReviewCause.LowQuality(enriched.quality(), doubtful.threshold());
    byte[] request = wire.writeReviewRequest(request(arrival, id, cause), enriched, null);
    if (recordBytes(arrival, request.length) > maxRecordBytes) {
      return tooLarge(arrival, id, recordBytes(arrival, request.length));
    }
    return new Settlement.Reviewed(
        Route.REVIEW_QUALITY,
        id,
        Bytes.wrap(request),
        Bytes.wrap(request),
        fingerprint,
        tallyKey(Route.REVIEW_QUALITY, enriched),
        enriched.quality().score());
  }

  /** An output carries key and headers of its input, and Glossa's own. */
  private static long recordBytes(Arrival arrival, int valueBytes) {
    return valueBytes + arrival.bytesBesideValue() + OWN_BYTES;
  }

  private Settlement.Result tooLarge(Arrival arrival, String id, long bytes) {
    return notEnriched(
        arrival,
        id,
        new Failure(
            FailureReason.RESULT_TOO_LARGE,
            "a record of the result has %d bytes; the limit is %d"
                .formatted(bytes, maxRecordBytes)));
  }

  private Settlement.Result notEnriched(Arrival arrival, String id, Failure failure) {
    ReviewRequest request = request(arrival, id, new ReviewCause.NotEnriched(failure));
    return new Settlement.Reviewed(
        Route.REVIEW_FAILED,
        id,
        Bytes.wrap(wire.writeReviewRequest(request, null, arrival.value())),
        Bytes.wrap(wire.writeReviewRequest(request, null, null)),
        "",
        tallyKey(Route.REVIEW_FAILED, null),
        0);
  }

  private ReviewRequest request(Arrival arrival, String id, ReviewCause cause) {
    return new ReviewRequest(id, cause, arrival.origin(), Instant.now(clock));
  }

  static TallyKey tallyKey(Route route, @Nullable EnrichedDocument enriched) {
    return enriched == null
        ? new TallyKey(route.label(), Language.UNDETERMINED, Domain.UNKNOWN)
        : new TallyKey(
            route.label(),
            enriched.semantics().language().code(),
            enriched.semantics().domain().label());
  }
}
