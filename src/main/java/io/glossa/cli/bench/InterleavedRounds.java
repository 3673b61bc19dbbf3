package io.glossa.cli.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures contestants side by side: every round runs every one once, each round beginning with
 * another, so that what drifts on the machine touches them alike.
 */
final class InterleavedRounds {

  /** What is measured; runs so many times in a row. */
  interface Work {
    void run(int times) throws InterruptedException;
  }

  /**
   * A contestant.
   *
   * @param name key of its rates
   * @param units of one run, such as texts
   * @param warmUp run beforehand; a second time tells how often a round runs the work, unless the
   *     first one filled the least time
   * @param work what a round runs
   */
  record Task(String name, double units, Work warmUp, Work work) {

    /** Warms up with the work itself. */
    Task(String name, double units, Work work) {
      this(name, units, work, work);
    }
  }

  private final int rounds;
  private final Duration least;
  private final Consumer<String> progress;

  /**
   * Rounds of a kind.
   *
   * @param least how long a contestant runs in a round at least
   * @param progress told of every round
   */
  InterleavedRounds(int rounds, Duration least, Consumer<String> progress) {
    this.rounds = rounds;
    this.least = least;
    this.progress = progress;
  }

  /** Units per second, by name: one value a round. */
  Map<String, double[]> rates(List<Task> tasks) throws InterruptedException {
    Map<String, Integer> times = new HashMap<>();
    Map<String, double[]> rates = new LinkedHashMap<>();
    for (Task task : tasks) {
      double leastSeconds = least.toNanos() / 1e9;
      double seconds = seconds(task.warmUp(), 1);
      if (seconds < leastSeconds) {
        seconds = seconds(task.warmUp(), 1);
      }
      times.put(task.name(), (int) Math.max(1, Math.ceil(leastSeconds / seconds)));
      rates.put(task.name(), new double[rounds]);
    }
    for (int round = 0; round < rounds; round++) {
      progress.accept("round %d of %d".formatted(round + 1, rounds));
      for (int i = 0; i < tasks.size(); i++) {
        Task task = tasks.get((i + round) % tasks.size());
        int repeats = times.getOrDefault(task.name(), 1);
        double[] values = rates.getOrDefault(task.name(), new double[rounds]);
        values[round] = task.units() * repeats / seconds(task.work(), repeats);
      }
    }
    return rates;
  }

  private static double seconds(Work work, int times) throws InterruptedException {
    long startNanos = System.nanoTime();
    work.run(times);
    return Math.max(1, System.nanoTime() - startNanos) / 1e9;
  }
}
