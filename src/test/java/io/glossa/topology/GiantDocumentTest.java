package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.ChunkingPolicy;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.MicroBatcher;
import io.glossa.testkit.ScriptedEmbedder;
import io.glossa.testkit.StreamKit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document of 3,000 chunks before a model that takes a second for eight, on a fake clock. */
class GiantDocumentTest {

  private static final int CHUNKS = 3_000;
  private static final InFlightPolicy POLICY =
      new InFlightPolicy(20, 1 << 20, Duration.ofMillis(5), Duration.ofMillis(100));
  private static final TopicPartition INPUT = new TopicPartition(StreamKit.TOPICS.documents(), 0);

  @TempDir Path stateDirectory;
  private final ScriptedEmbedder embedder = new ScriptedEmbedder(4, 64);
  private final FakeModel model = new FakeModel(embedder);
  private StreamKit kit;
  private TopologyDriver stream;
  private Duration longestCall = Duration.ZERO;

  @BeforeEach
  void start() {
    kit =
        new StreamKit(
            new MicroBatcher(
                embedder,
                new BatchingPolicy(8, 2048, Duration.ofMillis(1), 32, 1),
                BatchObserver.NONE),
            batcher -> model,
            new ChunkingPolicy(4, 1),
            POLICY,
            TopicPlan.REVIEW_RECORD_BYTES,
            StreamObserver.NONE);
    stream = new TopologyDriver(kit, stateDirectory, model);
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  private static String giant() {
    // Chunks of four words share one: 3 n + 1 words are n chunks.
    return IntStream.rangeClosed(0, 3 * CHUNKS)
        .mapToObj(i -> "w" + i)
        .collect(Collectors.joining(" "));
  }

  private void timed(Runnable call) {
    Duration before = model.now();
    call.run();
    Duration took = model.now().minus(before);
    longestCall = took.compareTo(longestCall) > 0 ? took : longestCall;
  }

  private void settle() throws InterruptedException {
    for (int idle = 0; kit.drain().inFlight() > 0; ) {
      timed(stream::tick);
      idle = model.run() ? 0 : idle + 1;
      // The analysis is on a thread of its own.
      Thread.sleep(idle > 0 ? 1 : 0);
      assertThat(idle).as("%d in flight", kit.drain().inFlight()).isLessThan(10_000);
    }
  }

  @Test
  void keepsTheStreamThreadNoLongerThanItsPatience() throws Exception {
    kit.drain().input().attach();
    timed(() -> stream.send("giant", giant()));
    List<String> expected = new ArrayList<>(List.of("giant"));
    for (int i = 0; i < 50; i++) {
      String id = "small-" + i;
      expected.add(id);
      timed(() -> stream.send(id, "text of " + id));
    }
    assertThat(kit.drain().input().isHeld(INPUT)).isTrue();
    settle();

    assertThat(longestCall).isLessThanOrEqualTo(POLICY.patience());
    assertThat(model.now()).isGreaterThan(Duration.ofMinutes(6));
    assertThat(model.longestQueue()).isLessThanOrEqualTo(32);
    assertThat(stream.keys(StreamKit.TOPICS.enrichedDocuments())).isEqualTo(expected);
    assertThat(stream.keys(StreamKit.TOPICS.enrichedChunks()))
        .hasSize(CHUNKS + 50)
        .startsWith("giant#0", "giant#1");
    assertThat(kit.drain().input().isHeld(INPUT)).isFalse();
    assertThat(stream.driver().getKeyValueStore(StoreNames.IN_FLIGHT).approximateNumEntries())
        .isZero();
  }

  @Test
  void withoutAGateNothingButWaitingSlowsTheInput() {
    timed(() -> stream.send("giant", giant()));

    assertThat(longestCall).isGreaterThan(Duration.ofMinutes(6));
  }

  @Test
  void whatIsParkedIsNotYetWorkedOn() throws Exception {
    kit.drain().input().attach();
    stream.send("giant", giant());
    stream.send("again", "first version");
    stream.send("again", "first version");
    stream.send("again", "second version");
    stream.pipe("again", null);
    stream.send("poison", ScriptedEmbedder.POISON + " text");

    assertThat(embedder.batchSizes()).isEmpty();
    assertThat(kit.drain().inFlight()).as("one of them is unchanged").isEqualTo(5);
  }

  @Test
  void aGiantThatFailsLetsTheOthersPass() throws Exception {
    kit.drain().input().attach();
    stream.send("giant", giant());
    stream.send("small", "text");
    model.failNext(8);
    settle();

    assertThat(stream.keys(StreamKit.TOPICS.reviewFailed())).containsExactly("giant");
    assertThat(stream.keys(StreamKit.TOPICS.enrichedDocuments())).containsExactly("small");
    assertThat(model.now()).as("the rest is not embedded").isLessThan(Duration.ofMinutes(1));
  }
}
