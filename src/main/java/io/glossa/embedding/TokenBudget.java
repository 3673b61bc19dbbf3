package io.glossa.embedding;

import io.glossa.embedding.BudgetTrial.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How many padded tokens a batch may have: tuned by what the model takes a second, and kept under
 * what its memory holds. Thread-safe; reads no clock.
 *
 * <p>Only batches that left texts waiting count, for only their size was the budget's doing. A
 * search that has settled rests for {@code REST} such batches and then looks around again.
 */
final class TokenBudget {

  private static final int REST = 4_096;

  /**
   * The budget of one batch.
   *
   * @param tokens padded tokens at most
   * @param trial the comparison that it belongs to; 0 for none
   * @param candidate whether it is under trial
   */
  record Grant(int tokens, long trial, boolean candidate) {

    /** For a batch that no budget shaped. */
    static final Grant NONE = new Grant(0, -1, false);
  }

  private final BudgetSearch search;
  private final MemoryCeiling ceiling;
  private @Nullable BudgetTrial trial;
  private long trials;
  private int rested;

  TokenBudget(BudgetBounds bounds) {
    search = new BudgetSearch(bounds);
    ceiling = new MemoryCeiling(bounds.most());
    next();
  }

  /** The budget of the batch that is cut next. */
  synchronized Grant grant() {
    boolean candidate = trial != null && trial.candidate();
    int tokens = candidate ? search.candidate() : search.best();
    return new Grant(Math.min(tokens, ceiling.tokens()), trial == null ? 0 : trials, candidate);
  }

  /** The larger of the budgets that batches have now: what waits must suffice for it. */
  synchronized int largest() {
    int larger = trial == null ? search.best() : Math.max(search.best(), search.candidate());
    return Math.min(larger, ceiling.tokens());
  }

  /** What is kept when nothing is under trial. */
  synchronized int settled() {
    return Math.min(search.best(), ceiling.tokens());
  }

  synchronized boolean rests() {
    return trial == null;
  }

  /**
   * A batch that the model took.
   *
   * @param chosen whether texts were left waiting when it was cut
   * @param usefulTokens its tokens, without padding
   */
  synchronized void ran(Grant grant, boolean chosen, long usefulTokens, long inferenceNanos) {
    ceiling.fitted();
    if (trial == null) {
      if (chosen && ++rested >= REST) {
        search.resume();
        next();
      }
    } else if (grant.trial() == trials) {
      judge(
          chosen
              ? trial.measured(grant.candidate(), usefulTokens, inferenceNanos)
              : trial.partial(grant.candidate()));
    }
  }

  /**
   * A batch that did not fit the model's memory.
   *
   * @return whether the budget fell; not when it has since the batch was cut
   */
  synchronized boolean refused(int paddedTokens) {
    boolean fell = ceiling.refused(paddedTokens);
    next();
    return fell;
  }

  private void judge(Verdict verdict) {
    switch (verdict) {
      case OPEN -> {}
      case BETTER -> {
        search.accept();
        next();
      }
      case NO_BETTER -> {
        search.reject();
        next();
      }
    }
  }

  /** Begins the next comparison, or a rest; what memory does not hold is not tried. */
  private void next() {
    while (!search.rests() && search.candidate() > ceiling.tokens()) {
      search.reject();
    }
    trial = search.rests() || search.best() > ceiling.tokens() ? null : new BudgetTrial();
    trials++;
    rested = 0;
  }
}
