package io.glossa.topology;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of a document: read, accept, enrich, remember, publish.
 *
 * <p>{@code topology/topology.md} shows it as a picture.
 */
public final class EnrichmentTopology {

  private static final String DOCUMENTS = "documents";
  private static final String ACCEPT = "accept";
  private static final String ENRICH = "enrich";
  private static final String REMEMBER = "remember";

  /**
   * Changelogs take what the input takes. Those of the in-flight store hold records for
   * milliseconds: small segments and a bounded compaction lag keep them short.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "max.message.bytes",
          Integer.toString(TopicPlan.REVIEW_RECORD_BYTES),
          TopicPlan.TIMESTAMPS_AHEAD,
          TopicPlan.ANY_TIME);

  private static final Map<String, String> IN_FLIGHT_CHANGELOG =
      Map.of(
          "max.message.bytes",
          Integer.toString(TopicPlan.REVIEW_RECORD_BYTES),
          TopicPlan.TIMESTAMPS_AHEAD,
          TopicPlan.ANY_TIME,
          "segment.bytes",
          Integer.toString(16 * 1024 * 1024),
          "max.compaction.lag.ms",
          "60000",
          "min.cleanable.dirty.ratio",
          "0.1");

  private final Topology topology = new Topology();
  private final StreamParts parts;
  private final StoreBuilder<?> inFlight;
  private final Waits waits;
  private final IntakeStage intake;
  private final SettlementStage settlement;

  private EnrichmentTopology(StreamParts parts, StoreBuilder<?> inFlight, Waits waits) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.waits = waits;
    this.intake = new IntakeStage(parts.wire(), parts.limits());
    this.settlement =
        new SettlementStage(
            parts.enricher(), parts.wire(), parts.model(), parts.maxRecordBytes(), parts.clock());
  }

  /** Builds the topology. Nothing runs, nothing is contacted. */
  public static Topology build(StreamParts parts) {
    return build(parts, inFlight(), Waits.REAL);
  }

  /** The same with another in-flight store: tests show what goes wrong without the log of it. */
  static Topology build(StreamParts parts, StoreBuilder<?> inFlight) {
    return build(parts, inFlight, Waits.REAL);
  }

  /** The same in another time. */
  static Topology build(StreamParts parts, Waits waits) {
    return build(parts, inFlight(), waits);
  }

  private static Topology build(StreamParts parts, StoreBuilder<?> inFlight, Waits waits) {
    EnrichmentTopology flow = new EnrichmentTopology(parts, inFlight, waits);
    flow.read();
    flow.accept();
    flow.enrich();
    flow.remember();
    flow.publish();
    return flow.topology;
  }

  private void read() {
    topology.addSource(
        AutoOffsetReset.earliest(),
        DOCUMENTS,
        timestamps(parts.clock()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        parts.topics().documents());
  }

  /** A record without a time has that of the one before it, else the present. */
  static TimestampExtractor timestamps(Clock clock) {
    return (record, partitionTime) -> {
      if (record.timestamp() >= 0) {
        return record.timestamp();
      }
      return partitionTime >= 0 ? partitionTime : clock.millis();
    };
  }

  private void accept() {
    ProcessorSupplier<byte[], byte[], byte[], Submission> accept =
        () -> new AcceptProcessor(intake);
    topology.addProcessor(ACCEPT, accept, DOCUMENTS);
  }

  private void enrich() {
    ProcessorSupplier<byte[], Submission, byte[], Settlement> enrich =
        () ->
            new MicroBatchProcessor(
                settlement, intake::read, parts.inFlight(), parts.drain(), parts.observer(), waits);
    topology.addProcessor(ENRICH, enrich, ACCEPT);
    topology.addStateStore(inFlight, ENRICH);
  }

  private void remember() {
    ProcessorSupplier<byte[], Settlement, byte[], Outgoing> remember = RememberProcessor::new;
    topology.addProcessor(REMEMBER, remember, ENRICH);
    topology.addStateStore(
        store(Stores.persistentKeyValueStore(StoreNames.DOCUMENTS), DocumentState.serde()),
        ENRICH,
        REMEMBER);
    topology.addStateStore(
        store(Stores.persistentKeyValueStore(StoreNames.REVIEWS), Serdes.ByteArray()), REMEMBER);
    topology.addStateStore(
        store(Stores.inMemoryKeyValueStore(StoreNames.STATISTICS), Tally.serde()), REMEMBER);
  }

  private void publish() {
    sink(Sinks.ENRICHED_DOCUMENTS, parts.topics().enrichedDocuments());
    sink(Sinks.ENRICHED_CHUNKS, parts.topics().enrichedChunks());
    sink(Sinks.REVIEW_QUALITY, parts.topics().reviewQuality());
    sink(Sinks.REVIEW_FAILED, parts.topics().reviewFailed());
    sink(Sinks.DEAD_LETTERS, parts.topics().deadLetters());
  }

  private void sink(String name, String topic) {
    topology.addSink(
        name,
        topic,
        new ByteArraySerializer(),
        Outgoing.serializer(),
        Outgoing.partitioner(),
        REMEMBER);
  }

  /**
   * Logged, because it is what a crash leaves; cached, so that a slot which many records pass
   * through between two commits costs the changelog one entry; in memory, because it is small.
   */
  private static StoreBuilder<?> inFlight() {
    return inFlightStore().withLoggingEnabled(IN_FLIGHT_CHANGELOG).withCachingEnabled();
  }

  static StoreBuilder<KeyValueStore<Integer, QueuedArrival>> inFlightStore() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(StoreNames.IN_FLIGHT),
        Serdes.Integer(),
        new QueuedArrivalSerde());
  }

  private static <V> StoreBuilder<?> store(
      KeyValueBytesStoreSupplier supplier, Serde<V> valueSerde) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), valueSerde)
        .withLoggingEnabled(CHANGELOG)
        .withCachingEnabled();
  }
}
