package io.glossa.embedding;

/**
 * The padded tokens that the model's memory holds, as far as it has said. Falls to half of a batch
 * that did not fit; rises again by a quarter after so many batches that did, and waits twice as
 * long after each fall, so that a limit which stays is met ever more rarely. Not thread-safe.
 */
final class MemoryCeiling {

  private static final int LEAST_WAIT = 256;
  private static final int MOST_WAIT = 16_384;

  private final int most;
  private int tokens;
  private int wait = LEAST_WAIT / 2;
  private int fitted;

  MemoryCeiling(int most) {
    this.most = most;
    this.tokens = most;
  }

  int tokens() {
    return tokens;
  }

  /**
   * A batch did not fit.
   *
   * @return whether the ceiling fell; not for a batch cut before it fell the last time
   */
  boolean refused(int paddedTokens) {
    int half = Math.max(1, paddedTokens / 2);
    if (half >= tokens) {
      return false;
    }
    tokens = half;
    fitted = 0;
    wait = Math.min(MOST_WAIT, wait * 2);
    return true;
  }

  void fitted() {
    if (tokens == most || ++fitted < wait) {
      return;
    }
    fitted = 0;
    tokens = (int) Math.min(most, (long) tokens + Math.max(1, tokens / 4));
  }
}
