package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedded.EmbeddedKafka;
import io.glossa.embedded.EmbeddedKafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly once under SIGKILL and rebalance. The naive variant differs in one thing, the log of the
 * in-flight store, and must lose records: else the harness would prove nothing.
 */
class ExactlyOnceIT {

  private static final long SEED = 20261120;

  @TempDir Path directory;

  private static EmbeddedKafka broker() {
    return EmbeddedKafka.start(
        new EmbeddedKafkaSettings(1, null, 0, ExactlyOnceHarness.brokerProperties()));
  }

  private static void report(String what, Account account) {
    System.out.println(what + ", seed " + SEED + ": " + account);
  }

  @Test
  void losesAndRepeatsNothingOverTwentyFiveKills() throws Exception {
    try (EmbeddedKafka broker = broker();
        ExactlyOnceHarness harness =
            new ExactlyOnceHarness(
                broker.bootstrapServers(), 1, ExactlyOnceHarness.QUICK, directory, SEED)) {
      int midStream = harness.killRepeatedly("buffered", 25);
      Account account = harness.finish("buffered", Duration.ofSeconds(30));
      report("25 kills, " + midStream + " of them at work", account);

      assertThat(midStream).isGreaterThanOrEqualTo(20);
      assertThat(account).isEqualTo(new Account(account.fed(), 0, 0, 0, 0));
      assertThat(account.fed()).isGreaterThan(10_000);
    }
  }

  @Test
  void aHeapBufferLosesRecords() throws Exception {
    try (EmbeddedKafka broker = broker();
        ExactlyOnceHarness harness =
            new ExactlyOnceHarness(
                broker.bootstrapServers(), 1, ExactlyOnceHarness.QUICK, directory, SEED)) {
      harness.killRepeatedly("naive", 8);
      Account account = harness.finish("naive", Duration.ofSeconds(12));
      report("8 kills, naive", account);

      assertThat(account.lost()).isPositive();
    }
  }

  @Test
  void losesAndRepeatsNothingOverRebalancesOfTwoInstances() throws Exception {
    Random random = new Random(SEED);
    try (EmbeddedKafka broker = broker();
        ExactlyOnceHarness harness =
            new ExactlyOnceHarness(
                broker.bootstrapServers(), 1, ExactlyOnceHarness.QUICK, directory, SEED)) {
      Process[] instances = {harness.startChild("buffered", "0", 1), null};
      for (int step = 0; step < 8; step++) {
        int joins = (step + 1) % 2;
        instances[joins] = harness.startChild("buffered", Integer.toString(joins), 1);
        harness.awaitOutputs(harness.outputs() + 50, Duration.ofSeconds(30));
        Thread.sleep(3000 + random.nextInt(1500));
        Process leaves = instances[1 - joins];
        if (step % 3 == 2) {
          leaves.destroyForcibly().waitFor();
        } else {
          harness.endInOrder(leaves);
        }
        Thread.sleep(500 + random.nextInt(1000));
      }
      for (Process instance : instances) {
        instance.destroyForcibly().waitFor();
      }
      Account account = harness.finish("buffered", Duration.ofSeconds(30));
      report("8 rebalances of two instances", account);

      assertThat(account).isEqualTo(new Account(account.fed(), 0, 0, 0, 0));
      assertThat(account.fed()).isGreaterThan(5_000);
    }
  }
}
