package io.glossa.embedding;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * A simulated model: what a batch of so many padded tokens costs, in nanoseconds.
 *
 * @param name for messages
 * @param nanos the cost without noise
 */
record CostCurve(String name, IntToDoubleFunction nanos) {

  private static final double PER_TOKEN = 40_000;

  /** A call costs as much as so many tokens. */
  static CostCurve overhead(int tokens) {
    return new CostCurve("overhead of " + tokens, t -> PER_TOKEN * (tokens + t));
  }

  /** Beyond the edge the caches do not hold the batch: every token costs more. */
  static CostCurve cliff(int overhead, int edge, double factor) {
    return new CostCurve(
        "overhead of %d, cliff of %.1f at %d".formatted(overhead, factor, edge),
        t -> PER_TOKEN * (overhead + t * (t > edge ? factor : 1)));
  }

  /** Tokens cost more the more there are; the best budget is smooth and in the middle. */
  static CostCurve valley(int best) {
    return new CostCurve(
        "valley at " + best, t -> PER_TOKEN * (best / 2.0 + t + 0.5 * t * t / best));
  }

  /** Tokens a second, without noise, over batches that fill the budget but for five percent. */
  double rate(int budget) {
    double tokens = 0;
    double cost = 0;
    for (int percent = 95; percent <= 100; percent++) {
      int padded = budget * percent / 100;
      tokens += padded;
      cost += nanos.applyAsDouble(padded);
    }
    return tokens * 1e9 / cost;
  }

  double bestRate(BudgetBounds bounds) {
    double best = 0;
    for (int budget = bounds.least(); budget <= bounds.most(); budget += 8) {
      best = Math.max(best, rate(budget));
    }
    return best;
  }

  /** A machine that is shared: every batch is off by some percent, one in fifty by much. */
  long noisyNanos(int paddedTokens, Random random) {
    double noise = Math.exp(0.12 * random.nextGaussian());
    double spike = random.nextInt(50) == 0 ? 2 + 6 * random.nextDouble() : 1;
    return Math.round(nanos.applyAsDouble(paddedTokens) * noise * spike);
  }
}
