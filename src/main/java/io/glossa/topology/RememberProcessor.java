package io.glossa.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Operator {@code remember}: writes what queries and later versions need, and forwards each outcome
 * to its sinks. Sees the outcomes of a partition in the order of arrival.
 */
final class RememberProcessor implements Processor<byte[], Settlement, byte[], Outgoing> {

  private static final Logger log = LoggerFactory.getLogger(RememberProcessor.class);

  private @Nullable Connected connected;

  private record Connected(
      ProcessorContext<byte[], Outgoing> context,
      KeyValueStore<String, Version> versions,
      KeyValueStore<String, byte[]> documents,
      KeyValueStore<String, byte[]> reviews,
      Statistics statistics) {}

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    connected =
        new Connected(
            context,
            context.getStateStore(StoreNames.VERSIONS),
            context.getStateStore(StoreNames.DOCUMENTS),
            context.getStateStore(StoreNames.REVIEWS),
            new Statistics(context.getStateStore(StoreNames.STATISTICS)));
  }

  @Override
  public void process(Record<byte[], Settlement> record) {
    Connected parts = connected;
    if (parts == null) {
      throw new IllegalStateException("process before init");
    }
    Arrival arrival = record.value().arrival();
    Settlement.Result result = record.value().result();
    if (result instanceof Settlement.Published published) {
      publish(parts, arrival, published);
    } else if (result instanceof Settlement.Reviewed reviewed) {
      review(parts, arrival, reviewed);
    } else if (result instanceof Settlement.Deleted) {
      delete(parts, arrival);
    } else if (result instanceof Settlement.DeadLetter deadLetter) {
      bury(parts, arrival, deadLetter);
    }
  }

  private void publish(Connected parts, Arrival arrival, Settlement.Published published) {
    String id = arrival.id();
    Version version = version(parts, id);
    parts.documents().put(id, published.document().get());
    closeReview(parts, id);
    parts.versions().put(id, version.publishing(published.chunks().size()));
    parts.statistics().count(published.tallyKey(), published.qualityScore());
    Headers headers = OutputHeaders.of(arrival, Route.ENRICHED);
    send(
        parts,
        Sinks.ENRICHED_DOCUMENTS,
        arrival,
        arrival.key(),
        published.document().get(),
        headers);
    for (int ordinal = 0; ordinal < published.chunks().size(); ordinal++) {
      byte[] chunk = published.chunks().get(ordinal).get();
      send(parts, Sinks.ENRICHED_CHUNKS, arrival, chunkKey(id, ordinal), chunk, headers);
    }
    removeChunks(parts, arrival, published.chunks().size(), version.publishedChunks(), headers);
  }

  /** What was published before stays published: a reviewer decides about the newer version. */
  private void review(Connected parts, Arrival arrival, Settlement.Reviewed reviewed) {
    String id = reviewed.documentId();
    parts.reviews().put(id, reviewed.remembered().get());
    if (reviewed.route() == Route.REVIEW_FAILED) {
      forget(parts, id, reviewed.fingerprint());
    }
    parts.statistics().count(reviewed.tallyKey(), reviewed.qualityScore());
    send(
        parts,
        reviewed.route() == Route.REVIEW_QUALITY ? Sinks.REVIEW_QUALITY : Sinks.REVIEW_FAILED,
        arrival,
        id.getBytes(StandardCharsets.UTF_8),
        reviewed.request().get(),
        OutputHeaders.of(arrival, reviewed.route()));
  }

  /** What failed may be sent again, unless a newer version was accepted meanwhile. */
  private static void forget(Connected parts, String id, String fingerprint) {
    Version version = version(parts, id);
    if (!fingerprint.isEmpty() && fingerprint.equals(version.fingerprint())) {
      parts.versions().put(id, version.accepting(""));
    }
  }

  /** A look first: a tombstone for a review that never was would still cost the changelog. */
  private static void closeReview(Connected parts, String id) {
    if (parts.reviews().get(id) != null) {
      parts.reviews().delete(id);
    }
  }

  private void delete(Connected parts, Arrival arrival) {
    String id = arrival.id();
    Version version = version(parts, id);
    parts.documents().delete(id);
    closeReview(parts, id);
    if (version.fingerprint().isEmpty()) {
      parts.versions().delete(id);
    } else {
      parts.versions().put(id, version.publishing(0));
    }
    parts.statistics().count(SettlementStage.tallyKey(Route.DELETED, null), 0);
    Headers headers = OutputHeaders.of(arrival, Route.DELETED);
    send(parts, Sinks.ENRICHED_DOCUMENTS, arrival, arrival.key(), null, headers);
    removeChunks(parts, arrival, 0, version.publishedChunks(), headers);
  }

  @SuppressWarnings("try") // the entries of the MDC end with the block
  private void bury(Connected parts, Arrival arrival, Settlement.DeadLetter deadLetter) {
    try (var topic = MDC.putCloseable("topic", arrival.origin().topic());
        var partition =
            MDC.putCloseable("partition", Integer.toString(arrival.origin().partition()));
        var offset = MDC.putCloseable("offset", Long.toString(arrival.origin().offset()));
        var id = MDC.putCloseable("id", arrival.id())) {
      log.warn("dead letter {}: {}", arrival.origin(), deadLetter.cause().getMessage());
    }
    parts.statistics().count(SettlementStage.tallyKey(Route.DEAD_LETTER, null), 0);
    send(
        parts,
        Sinks.DEAD_LETTERS,
        arrival,
        arrival.key(),
        arrival.value(),
        OutputHeaders.ofDeadLetter(arrival, deadLetter.cause()));
  }

  private static void removeChunks(
      Connected parts, Arrival arrival, int from, int to, Headers headers) {
    for (int ordinal = from; ordinal < to; ordinal++) {
      byte[] key = chunkKey(arrival.id(), ordinal);
      send(parts, Sinks.ENRICHED_CHUNKS, arrival, key, null, headers);
    }
  }

  private static Version version(Connected parts, String id) {
    Version version = parts.versions().get(id);
    return version == null ? Version.NONE : version;
  }

  private static byte[] chunkKey(String id, int ordinal) {
    return (id + "#" + ordinal).getBytes(StandardCharsets.UTF_8);
  }

  private static void send(
      Connected parts,
      String sink,
      Arrival arrival,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    Outgoing outgoing = new Outgoing(value, arrival.origin().partition());
    parts.context().forward(new Record<>(key, outgoing, arrival.timestamp(), headers), sink);
  }
}
