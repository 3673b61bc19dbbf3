package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.cli.bench.PacedEmbedder;
import io.glossa.document.ChunkingPolicy;
import io.glossa.document.Document;
import io.glossa.embedded.EmbeddedKafka;
import io.glossa.embedded.EmbeddedKafkaSettings;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.testkit.StreamKit;
import io.glossa.topology.OutputWitness.Sighting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A document whose 3,000 chunks take the model longer than a transaction lives, on one stream
 * thread that has another task beside it.
 */
class GiantDocumentIT {

  private static final int CHUNKS = 3_000;
  private static final int CHUNK_TOKENS = 16;

  /** 3,000 chunks in batches of 32: about eight seconds. */
  private static final Duration PER_BATCH = Duration.ofMillis(85);

  private static final int SMALL = 200;

  /** A giant comes when outputs of documents before it have opened a transaction. */
  private static final Set<Integer> GIANTS_AFTER = Set.of(60, 120);

  /** A transaction lives two seconds. */
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "producer.transaction.timeout.ms", "2000",
          "producer.delivery.timeout.ms", "1500",
          "producer.request.timeout.ms", "1000",
          "producer.linger.ms", "0",
          "num.stream.threads", "1");

  private static final int EVENTS = 2 * SMALL + GIANTS_AFTER.size();

  @TempDir Path directory;
  private final AtomicInteger resubmitted = new AtomicInteger();

  private final StreamObserver observer =
      new StreamObserver() {
        @Override
        public void settled(Route route, Duration sinceArrival) {}

        @Override
        public void inFlightChanged(int difference) {}

        @Override
        public void resubmitted(int records) {
          resubmitted.addAndGet(records);
        }
      };

  private static boolean isOther(String id) {
    return id.startsWith("other");
  }

  private StreamKit kit(Duration patience) {
    return new StreamKit(
        new PacedEmbedder(PER_BATCH, 16),
        new BatchingPolicy(32, 32 * CHUNK_TOKENS, Duration.ofMillis(5), 128, 1),
        new ChunkingPolicy(CHUNK_TOKENS, 0),
        new InFlightPolicy(192, 32 << 20, Duration.ofMillis(5), patience),
        TopicPlan.REVIEW_RECORD_BYTES,
        observer);
  }

  private static EmbeddedKafka broker() {
    return EmbeddedKafka.start(
        new EmbeddedKafkaSettings(1, null, 0, ExactlyOnceHarness.brokerProperties()));
  }

  private static void createTopics(EmbeddedKafka broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicCheck(admin, TopicPlan.of(StreamKit.TOPICS, 2, (short) 1)).create();
    }
  }

  /** Giants among small documents in partition 0, small ones alone in partition 1. */
  private static void feed(EmbeddedKafka broker) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
      for (int i = 0; i < SMALL; i++) {
        send(producer, 0, "small-" + i, "a small text");
        send(producer, 1, "other-" + i, "a small text");
        if (GIANTS_AFTER.contains(i)) {
          send(producer, 0, "giant-" + i, "giant ".repeat(CHUNKS * CHUNK_TOKENS));
        }
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, int partition, String id, String text)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                StreamKit.TOPICS.documents(),
                partition,
                id.getBytes(StandardCharsets.UTF_8),
                StreamKit.wire().writeDocument(Document.of(id, text))))
        .get();
  }

  private StreamRuntime start(EmbeddedKafka broker, StreamKit kit) {
    StreamRuntime runtime =
        new StreamRuntime(
            EnrichmentTopology.build(kit.parts()),
            StreamConfigs.properties("giant", directory, timeouts(broker)),
            kit.drain(),
            kit.batcher());
    runtime.start();
    return runtime;
  }

  private static Map<String, String> timeouts(EmbeddedKafka broker) {
    Map<String, String> all = new HashMap<>(TIMEOUTS);
    all.put("bootstrap.servers", broker.bootstrapServers());
    return all;
  }

  @Test
  void aGiantHoldsUpItsOwnTaskOnly() throws Exception {
    try (EmbeddedKafka broker = broker()) {
      createTopics(broker);
      feed(broker);
      try (StreamKit kit = kit(InFlightPolicy.defaults().patience());
          OutputWitness witness = new OutputWitness(broker.bootstrapServers(), 2)) {
        StreamRuntime runtime = start(broker, kit);
        List<Sighting> seen = witness.awaitQuiet(EVENTS, Duration.ofSeconds(60));
        assertThat(runtime.failure()).isEmpty();
        assertThat(runtime.drainAndClose(Duration.ofSeconds(20))).isTrue();

        List<String> ids = seen.stream().map(Sighting::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(EVENTS);
        assertThat(
                ids.subList(0, ids.indexOf("giant-60")).stream()
                    .filter(GiantDocumentIT::isOther)
                    .count())
            .as("the other task went on meanwhile")
            .isEqualTo(SMALL);
        assertThat(seen.stream().filter(sighting -> !isOther(sighting.id())).toList())
            .as("order of arrival within a task")
            .isSortedAccordingTo(Comparator.comparingLong(sighting -> sighting.origin().offset()));
        assertThat(resubmitted).as("no transaction timed out").hasValue(0);
      }
    }
  }

  @Test
  void aThreadThatWaitsForTheModelLosesItsTransaction() throws Exception {
    try (EmbeddedKafka broker = broker()) {
      createTopics(broker);
      // As it was: the thread waits until the last chunk of a document is in the queue.
      try (StreamKit kit = kit(Duration.ofMinutes(5));
          KafkaProducer<byte[], byte[]> producer = producer(broker)) {
        StreamRuntime runtime = start(broker, kit);
        long endNanos = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        // Small documents all the time keep a transaction open, whenever a giant comes.
        for (int i = 0;
            resubmitted.get() == 0 && runtime.failure().isEmpty() && System.nanoTime() < endNanos;
            i++) {
          send(producer, i % 2, "small-" + i, "a small text");
          if (i % 100 == 99 && i < 1_000) {
            send(producer, 0, "giant-" + i, "giant ".repeat(CHUNKS * CHUNK_TOKENS));
          }
          Thread.sleep(5);
        }
        assertThat(resubmitted.get() > 0 || runtime.failure().isPresent())
            .as("tasks began anew, or the stream stopped: %s", runtime.failure())
            .isTrue();
        runtime.close();
      }
    }
  }
}
