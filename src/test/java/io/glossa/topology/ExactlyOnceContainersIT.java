package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.testcontainers.KafkaContainers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once on real brokers. */
class ExactlyOnceContainersIT {

  private static final long SEED = 4711;

  @TempDir Path directory;

  @BeforeAll
  static void needsDocker() {
    KafkaContainers.assumeDocker();
  }

  @Test
  void losesAndRepeatsNothingOverKillsOnARealBroker() throws Exception {
    try (KafkaContainers kafka = KafkaContainers.one();
        ExactlyOnceHarness harness =
            new ExactlyOnceHarness(
                kafka.bootstrapServers(), 1, ExactlyOnceHarness.QUICK, directory, SEED)) {
      int midStream = harness.killRepeatedly("buffered", 5);
      Account account = harness.finish("buffered", Duration.ofSeconds(30));
      System.out.println("5 kills on a real broker, seed " + SEED + ": " + account);

      assertThat(midStream).isGreaterThanOrEqualTo(3);
      assertThat(account).isEqualTo(new Account(account.fed(), 0, 0, 0, 0));
    }
  }

  @Test
  void goesOnWhileOneOfThreeBrokersIsPaused() throws Exception {
    try (KafkaContainers kafka = KafkaContainers.three();
        ExactlyOnceHarness harness =
            new ExactlyOnceHarness(
                kafka.bootstrapServers(), 3, ExactlyOnceHarness.PATIENT, directory, SEED)) {
      Process child = harness.startChild("buffered", "0", 0);

      assertThat(harness.awaitOutputs(500, Duration.ofSeconds(90))).isTrue();
      kafka.pause(2);
      int before = harness.outputs();
      boolean wentOn = harness.awaitOutputs(before + 2_000, Duration.ofSeconds(90));
      kafka.unpause(2);
      boolean recovered = harness.awaitOutputs(harness.outputs() + 500, Duration.ofSeconds(60));
      // A broker that is paused within a commit may answer with an invalid transaction state, which
      // Kafka Streams holds for fatal: the stream stops, and a supervisor starts it again.
      if (child.waitFor(2, TimeUnit.SECONDS)) {
        child = harness.startChild("buffered", "0", 0);
        recovered = harness.awaitOutputs(harness.outputs() + 500, Duration.ofSeconds(90));
      }
      harness.endInOrder(child);
      Account account = harness.finish("buffered", Duration.ofSeconds(60));
      System.out.println("one of three brokers paused, seed " + SEED + ": " + account);

      assertThat(wentOn).as("outputs while a broker is paused").isTrue();
      assertThat(recovered).as("outputs after it came back").isTrue();
      assertThat(account).isEqualTo(new Account(account.fed(), 0, 0, 0, 0));
    }
  }
}
