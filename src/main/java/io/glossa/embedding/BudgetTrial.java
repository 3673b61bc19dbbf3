package io.glossa.embedding;

import java.util.Arrays;

/**
 * Compares two budgets by the tokens, without padding, that the model takes a second: a window of
 * batches under one, a window under the other, in turns, so that a machine which grows slower slows
 * both. Judges by the median of the ratios within pairs of windows, and by how far they scatter.
 * Not thread-safe.
 */
final class BudgetTrial {

  /** Batches of a window. */
  private static final int WINDOW = 4;

  private static final int LEAST_PAIRS = 10;
  private static final int MOST_PAIRS = 28;

  /** What is better by less is not worth a change. */
  private static final double MARGIN = 0.02;

  /** Standard errors between a judgement before the last pair and the margin. */
  private static final double CERTAINTY = 2.5;

  /** From the median distance to the median to the standard error of a median. */
  private static final double ERROR_OF_MEDIAN = 1.4826 * 1.2533;

  /** Batches in a row that left nothing waiting, after which a candidate hands back its turn. */
  private static final int MOST_PARTIAL = 64;

  /** Turns handed back, after which a candidate is no better for want of texts. */
  private static final int MOST_RETURNS = 2;

  enum Verdict {
    OPEN,
    BETTER,
    NO_BETTER
  }

  private final double[] ratios = new double[MOST_PAIRS];
  private int pairs;
  private boolean candidate;
  private int windowsOfPair;
  private int batches;
  private int partial;
  private int returns;
  private double tokens;
  private double nanos;
  private double firstRate;

  /** Whether the next batch is to run under the candidate. */
  boolean candidate() {
    return candidate;
  }

  /** A batch that left texts waiting, so that its size was the budget's doing. */
  Verdict measured(boolean ofCandidate, long usefulTokens, long inferenceNanos) {
    if (ofCandidate != candidate) {
      // Of the window before: another worker's.
      return Verdict.OPEN;
    }
    partial = 0;
    tokens += usefulTokens;
    nanos += inferenceNanos;
    if (++batches < WINDOW) {
      return Verdict.OPEN;
    }
    double rate = tokens / Math.max(1, nanos);
    batches = 0;
    tokens = 0;
    nanos = 0;
    if (++windowsOfPair == 1) {
      firstRate = rate;
      candidate = !candidate;
      return Verdict.OPEN;
    }
    // The second window's budget begins the next pair.
    ratios[pairs++] = Math.log(candidate ? rate / firstRate : firstRate / rate);
    windowsOfPair = 0;
    return verdict();
  }

  /**
   * A batch that left nothing waiting tells nothing of the budget. But a candidate for which there
   * are never enough texts, where there are for the other, must not stay in force.
   */
  Verdict partial(boolean ofCandidate) {
    if (!candidate || !ofCandidate || ++partial < MOST_PARTIAL) {
      return Verdict.OPEN;
    }
    partial = 0;
    batches = 0;
    tokens = 0;
    nanos = 0;
    windowsOfPair = 0;
    candidate = false;
    return ++returns < MOST_RETURNS ? Verdict.OPEN : Verdict.NO_BETTER;
  }

  private Verdict verdict() {
    if (pairs < LEAST_PAIRS) {
      return Verdict.OPEN;
    }
    double[] seen = Arrays.copyOf(ratios, pairs);
    double median = median(seen);
    double scatter = median(Arrays.stream(seen).map(ratio -> Math.abs(ratio - median)).toArray());
    double error = ERROR_OF_MEDIAN * scatter / Math.sqrt(pairs);
    if (pairs == MOST_PAIRS) {
      return median > MARGIN ? Verdict.BETTER : Verdict.NO_BETTER;
    }
    if (median - CERTAINTY * error > MARGIN) {
      return Verdict.BETTER;
    }
    return median + CERTAINTY * error < MARGIN ? Verdict.NO_BETTER : Verdict.OPEN;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
