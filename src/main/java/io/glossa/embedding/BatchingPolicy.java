package io.glossa.embedding;

import java.time.Duration;

/**
 * How texts are gathered into batches.
 *
 * @param maxTexts texts of a batch at most
 * @param paddedTokens texts of a batch times the length they are padded to ({@link BatchShape}) at
 *     most, in tokens; a longer text makes a batch of its own
 * @param linger how long the oldest text waits for others before a partial batch runs
 * @param queueTexts texts that wait at most, over all tasks; {@code submit} blocks beyond, as it
 *     does beyond the tokens of about four batches. That keeps the workers busy and leaves room to
 *     order by length
 * @param workers threads that run the model
 */
public record BatchingPolicy(
    int maxTexts, BudgetBounds paddedTokens, Duration linger, int queueTexts, int workers) {

  /** Batches that wait for a worker, in tokens; one more for every further worker. */
  private static final int QUEUED_BATCHES = 3;

  public BatchingPolicy {
    if (maxTexts < 1 || workers < 1 || queueTexts < maxTexts) {
      throw new IllegalArgumentException(
          ("batches of %d texts, a queue of %d texts, %d workers;"
                  + " expected at least 1 of each and a queue of at least one batch")
              .formatted(maxTexts, queueTexts, workers));
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger of %s; expected 0 or more".formatted(linger));
    }
  }

  /** Batches of a token budget that stays. */
  public BatchingPolicy(
      int maxTexts, int maxPaddedTokens, Duration linger, int queueTexts, int workers) {
    this(maxTexts, BudgetBounds.fixed(maxPaddedTokens), linger, queueTexts, workers);
  }

  public static BatchingPolicy defaults() {
    return new BatchingPolicy(
        256, new BudgetBounds(512, 2048, 16_384), Duration.ofMillis(5), 1024, 1);
  }

  /** Tokens that wait at most under a budget. */
  long queueTokens(int budget) {
    return (long) budget * (QUEUED_BATCHES + workers);
  }
}
