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
      KeyValueStore<String, DocumentState> documents,
      KeyValueStore<String, byte[]> reviews,
      Statistics statistics) {}

  @Override
  public void init(ProcessorContext<byte[], Outgoing> context) {
    connected =
        new Connected(
            context,
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
    } else {
      parts.statistics().count(SettlementStage.tallyKey(result.route(), null), 0);
    }
  }

  private void publish(Connected parts, Arrival arrival, Settlement.Published published) {
    String id = arrival.id();
    int chunks = published.chunks().size();
    DocumentState before = state(parts, id);
    closeReview(parts, id, before);
    parts
        .documents()
        .put(id, DocumentState.published(published.fingerprint(), chunks, published.document()));
    parts.statistics().count(published.tallyKey(), published.qualityScore());
    Headers headers = OutputHeaders.of(arrival, Route.ENRICHED);
    byte[] document = published.document().get();
    send(parts, Sinks.ENRICHED_DOCUMENTS, arrival, arrival.key(), document, headers);
    for (int ordinal = 0; ordinal < chunks; ordinal++) {
      byte[] chunk = published.chunks().get(ordinal).get();
      send(parts, Sinks.ENRICHED_CHUNKS, arrival, chunkKey(id, ordinal), chunk, headers);
    }
    removeChunks(parts, arrival, chunks, before.publishedChunks(), headers);
  }

  /** What was published before stays published: a reviewer decides about the newer version. */
  private void review(Connected parts, Arrival arrival, Settlement.Reviewed reviewed) {
    String id = reviewed.documentId();
    // A record under a foreign key says nothing about the document of that key, and nobody would
    // look for the id in this partition: the review topic alone has it.
    if (arrival.hasTextKey() && id.equals(arrival.id())) {
      parts.reviews().put(id, reviewed.remembered().get());
      parts.documents().put(id, state(parts, id).reviewed(reviewed.fingerprint()));
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

  private void delete(Connected parts, Arrival arrival) {
    String id = arrival.id();
    DocumentState before = state(parts, id);
    closeReview(parts, id, before);
    parts.documents().delete(id);
    parts.statistics().count(SettlementStage.tallyKey(Route.DELETED, null), 0);
    Headers headers = OutputHeaders.of(arrival, Route.DELETED);
    send(parts, Sinks.ENRICHED_DOCUMENTS, arrival, arrival.key(), null, headers);
    removeChunks(parts, arrival, 0, before.publishedChunks(), headers);
  }

  private static void closeReview(Connected parts, String id, DocumentState before) {
    if (before.inReview()) {
      parts.reviews().delete(id);
    }
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

  private static DocumentState state(Connected parts, String id) {
    DocumentState state = parts.documents().get(id);
    return state == null ? DocumentState.NONE : state;
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
