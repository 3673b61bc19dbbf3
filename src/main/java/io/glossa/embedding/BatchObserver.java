package io.glossa.embedding;

import java.time.Duration;

/**
 * Hears of every batch, on the worker that ran it. For metrics; must be quick and must not throw.
 */
public interface BatchObserver {

  /** Ignores everything. */
  BatchObserver NONE =
      new BatchObserver() {
        @Override
        public void batchRan(Batch batch) {}

        @Override
        public void batchFailed(int texts, RuntimeException cause) {}

        @Override
        public void textFailed(RuntimeException cause) {}
      };

  /**
   * A batch that the model took.
   *
   * @param texts its texts
   * @param tokens their tokens, without padding
   * @param paddedTokens texts times the length that they are padded to ({@link BatchShape})
   * @param queued how long its oldest text waited
   * @param inference how long the model took
   */
  record Batch(int texts, int tokens, int paddedTokens, Duration queued, Duration inference) {}

  void batchRan(Batch batch);

  /** The model refused a batch of several texts; each is now tried alone. */
  void batchFailed(int texts, RuntimeException cause);

  /**
   * A batch did not fit the model's memory; its halves are now tried.
   *
   * @param paddedTokens of the batch
   */
  default void batchHalved(int texts, int paddedTokens) {}

  /** The model refused a text that was alone: its document fails. */
  void textFailed(RuntimeException cause);
}
