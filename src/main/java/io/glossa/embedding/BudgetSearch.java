package io.glossa.embedding;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks for the best budget. First it tries the whole range coarsely, for what a model does per
 * second may have several summits: larger batches spread the cost of a call, smaller ones fit the
 * caches. Then it goes by steps from the best: as long as a step up or down is better it takes
 * another, and when neither is, the steps become smaller. After the smallest it rests. Not
 * thread-safe.
 *
 * <p>The second part is a pattern search in one dimension (Hooke and Jeeves, 1961), in the
 * logarithm of the budget.
 */
final class BudgetSearch {

  private static final double COARSE = 1.5;
  private static final double[] FACTORS = {1.25, 1.12, 1.06};

  private final BudgetBounds bounds;
  private final Deque<Integer> untried = new ArrayDeque<>();
  private int best;
  private int step;
  private boolean upwards;
  private boolean turned;

  BudgetSearch(BudgetBounds bounds) {
    this.bounds = bounds;
    this.best = bounds.start();
    for (double tokens = best * COARSE; tokens < bounds.most(); tokens *= COARSE) {
      untried.add((int) tokens);
    }
    if (bounds.most() > best) {
      untried.add(bounds.most());
    }
    for (double tokens = best / COARSE; tokens > bounds.least(); tokens /= COARSE) {
      untried.add((int) tokens);
    }
    if (bounds.least() < best) {
      untried.add(bounds.least());
    }
  }

  int best() {
    return best;
  }

  /** The next budget to compare with the best; the best itself when the search rests. */
  int candidate() {
    Integer next = untried.peek();
    if (next != null) {
      return next;
    }
    while (step < FACTORS.length) {
      double tokens = upwards ? best * FACTORS[step] : best / FACTORS[step];
      int candidate = (int) Math.max(bounds.least(), Math.min(bounds.most(), Math.round(tokens)));
      if (candidate != best) {
        return candidate;
      }
      turn();
    }
    return best;
  }

  boolean rests() {
    return candidate() == best;
  }

  /** The candidate is better. */
  void accept() {
    best = candidate();
    // Where it came from is worse.
    turned = untried.poll() == null;
  }

  /** The candidate is no better. */
  void reject() {
    if (untried.poll() == null) {
      turn();
    }
  }

  /** Looks around again, in steps: what the texts are like may have changed. */
  void resume() {
    step = 0;
    turned = false;
  }

  private void turn() {
    if (turned) {
      step++;
    }
    upwards = !upwards;
    turned = !turned;
  }
}
