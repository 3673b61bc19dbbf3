package io.glossa.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.cli.bench.InterleavedRounds.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterleavedRoundsTest {

  private final List<String> order = new ArrayList<>();

  @Test
  void everyRoundRunsEveryContestantAndBeginsWithAnother() throws InterruptedException {
    InterleavedRounds rounds = new InterleavedRounds(3, Duration.ZERO, said -> {});

    Map<String, double[]> rates = rounds.rates(List.of(task("a"), task("b"), task("c")));

    // One run each to warm up, then the rounds.
    assertThat(String.join("", order)).isEqualTo("abc" + "abc" + "bca" + "cab");
    assertThat(rates.keySet()).containsExactly("a", "b", "c");
    assertThat(rates.values()).allMatch(values -> values.length == 3);
  }

  @Test
  void shortWorkIsRepeatedUntilTheLeastTimeIsFilled() throws InterruptedException {
    InterleavedRounds rounds = new InterleavedRounds(1, Duration.ofMillis(40), said -> {});
    List<Integer> repeats = new ArrayList<>();

    var unused =
        rounds.rates(
            List.of(
                new Task(
                    "slow",
                    1,
                    times -> {
                      repeats.add(times);
                      Thread.sleep(10L * Math.min(times, 10));
                    })));

    assertThat(repeats).startsWith(1, 1).hasSize(3);
    // A sleep of 10 ms never ends early and may end late.
    assertThat(repeats.get(2)).isBetween(1, 4);
  }

  private Task task(String name) {
    return new Task(name, 1, times -> order.add(name));
  }
}
