package io.glossa.cli.bench;

import java.util.Arrays;

/**
 * A figure of a benchmark.
 *
 * @param name stable name, public API
 * @param value median over the rounds
 * @param unit unit of the value; {@code ratio} for ratios
 * @param low smallest round
 * @param high largest round
 */
public record BenchResult(String name, double value, String unit, double low, double high) {

  /** Median and spread of one value a round; at least one. */
  static BenchResult ofRounds(String name, String unit, double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new BenchResult(name, median, unit, sorted[0], sorted[sorted.length - 1]);
  }
}
