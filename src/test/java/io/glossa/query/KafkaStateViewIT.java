package io.glossa.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.document.Document;
import io.glossa.embedded.EmbeddedKafka;
import io.glossa.embedded.EmbeddedKafkaSettings;
import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.testkit.StreamKit;
import io.glossa.topology.EnrichmentTopology;
import io.glossa.topology.StreamConfigs;
import io.glossa.topology.StreamRuntime;
import io.glossa.topology.Tally;
import io.glossa.topology.TallyKey;
import io.glossa.topology.TopicCheck;
import io.glossa.topology.TopicPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaStateViewIT {

  private static final int PARTITIONS = 4;
  private static final int GOOD = 40;
  private static final int WEAK = 25;

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startKafka() throws InterruptedException {
    kafka = EmbeddedKafka.start(EmbeddedKafkaSettings.temporary(1));
    try (Admin admin = Admin.create(client())) {
      new TopicCheck(admin, TopicPlan.of(StreamKit.TOPICS, PARTITIONS, (short) 1)).create();
    }
    List<Document> documents = new ArrayList<>();
    IntStream.range(0, GOOD).forEach(i -> documents.add(Document.of("good-" + i, "rain " + i)));
    IntStream.range(0, WEAK).forEach(i -> documents.add(Document.of("weak-" + i, "weak " + i)));
    try (var producer =
        new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
      for (Document document : documents) {
        byte[] value = StreamKit.wire().writeDocument(document);
        var unused =
            producer.send(new ProducerRecord<>(StreamKit.TOPICS.documents(), document.id(), value));
      }
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  /** A running application and the view of its stores. */
  private static final class Instance implements AutoCloseable {

    private final StreamKit kit = StreamKit.quick(new ScriptedEmbedder(4, 16));
    private final StreamRuntime runtime;
    final KafkaStateView view;

    Instance(String application, Path directory, @Nullable HostInfo self) {
      Map<String, String> config = new HashMap<>(Map.of("num.stream.threads", "2"));
      client().forEach((key, value) -> config.put(key, value.toString()));
      if (self != null) {
        config.put("application.server", self.host() + ":" + self.port());
      }
      runtime =
          new StreamRuntime(
              EnrichmentTopology.build(kit.parts()),
              StreamConfigs.properties(application, directory, config),
              kit.drain(),
              kit.batcher());
      view = new KafkaStateView(runtime.streams(), kit.drain(), self);
    }

    @Override
    public void close() {
      runtime.close();
      kit.close();
    }
  }

  @Test
  void readsEveryPartitionOfTheInstance(@TempDir Path directory) throws Exception {
    try (Instance instance = new Instance("alone", directory, null)) {
      KafkaStateView view = instance.view;
      assertThatThrownBy(() -> view.document("good-1"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(view.status().state()).isEqualTo("CREATED");
      assertThat(shares(instance)).isZero();

      instance.runtime.start();
      await(() -> count(view.tallies()) == GOOD + WEAK);
      await(() -> view.reviews(null, new PageLimit(500, 1 << 20)).records().size() == WEAK);

      for (int i = 0; i < GOOD; i++) {
        assertThat(view.document("good-" + i)).isPresent();
        assertThat(view.review("good-" + i)).isEmpty();
      }
      assertThat(view.document("nobody")).isEmpty();
      assertThat(view.review("weak-3").orElseThrow().json(json(), review(), false))
          .contains("\"LOW_QUALITY\"", "\"weak-3\"");
      assertThat(paged(view, 7))
          .containsExactlyElementsOf(
              IntStream.range(0, WEAK).mapToObj(i -> "weak-" + i).sorted().toList());
      assertThat(view.tallies())
          .containsEntry(new TallyKey("enriched", "en", "weather"), new Tally(GOOD, GOOD * 9))
          .containsEntry(
              new TallyKey("review.quality", "en", "weather"), new Tally(WEAK, WEAK * 2));
      StreamStatus status = view.status();
      assertThat(status.isRunning()).isTrue();
      assertThat(status.inFlight()).isZero();
      assertThat(status.threads()).hasSize(2);
      assertThat(status.threads().stream().flatMap(t -> t.partitions().stream()))
          .hasSize(PARTITIONS);
      try (Meters meters = new Meters()) {
        meters.watch(instance.runtime.streams());
        assertThat(meters.scrape()).contains("kafka_stream_thread_", "kafka_producer_");
      }

      instance.runtime.close();
      assertThatThrownBy(() -> view.document("good-1"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(view::tallies).isInstanceOf(StoreUnavailableException.class);
      assertThat(view.status().state()).isEqualTo("NOT_RUNNING");
      assertThat(shares(instance)).isZero();
    }
  }

  @Test
  void namesTheOtherInstanceThatOwnsAnId(@TempDir Path one, @TempDir Path two) throws Exception {
    HostInfo first = new HostInfo("first.example", 1001);
    HostInfo second = new HostInfo("second.example", 1002);
    try (Instance a = new Instance("pair", one, first);
        Instance b = new Instance("pair", two, second)) {
      a.runtime.start();
      b.runtime.start();
      List<String> ids = IntStream.range(0, GOOD).mapToObj(i -> "good-" + i).toList();
      await(
          () ->
              shares(a) == PARTITIONS / 2
                  && shares(b) == PARTITIONS / 2
                  && count(a.view.tallies()) + count(b.view.tallies()) == GOOD + WEAK);

      int ofFirst = 0;
      for (String id : ids) {
        boolean here = answers(a.view, id, second);
        boolean there = answers(b.view, id, first);
        assertThat(here).as(id).isNotEqualTo(there);
        ofFirst += here ? 1 : 0;
      }
      assertThat(ofFirst).isBetween(1, GOOD - 1);
    }
  }

  /** Whether the view has the document; where it has not, it must name the other instance. */
  private static boolean answers(StateView view, String id, HostInfo other) throws Exception {
    try {
      assertThat(retried(() -> view.document(id))).as("%s, here or elsewhere", id).isPresent();
      return true;
    } catch (KeyElsewhereException e) {
      assertThat(e.owner()).isEqualTo(other.host() + ":" + other.port());
      return false;
    }
  }

  private static List<String> paged(StateView view, int size) {
    List<String> ids = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
      Page page = view.reviews(after, new PageLimit(size, 1 << 20));
      page.records().forEach(record -> ids.add(record.id()));
      more = page.more();
    }
    return ids;
  }

  private static long shares(Instance instance) {
    return instance.view.status().threads().stream()
        .mapToLong(thread -> thread.partitions().size())
        .sum();
  }

  private static long count(Map<TallyKey, Tally> tallies) {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }

  private static RecordJson json() {
    return StreamKit.wire()::toJson;
  }

  private static String review() {
    return StreamKit.TOPICS.reviewQuality();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static Optional<StoredRecord> retried(Callable<Optional<StoredRecord>> call)
      throws Exception {
    for (int attempt = 0; ; attempt++) {
      try {
        return call.call();
      } catch (StoreUnavailableException e) {
        if (attempt == 100) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long endNanos = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    String last = "it was false";
    while (System.nanoTime() < endNanos) {
      try {
        if (condition.call()) {
          return;
        }
        last = "it was false";
      } catch (StoreUnavailableException e) {
        last = e.toString();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the condition did not come true within two minutes; at last " + last);
  }
}
