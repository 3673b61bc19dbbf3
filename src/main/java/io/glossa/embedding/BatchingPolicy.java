package io.glossa.embedding;

import java.time.Duration;

/**
 * How texts are gathered into batches.
 *
 * @param maxTexts texts of a batch at most
 * @param maxPaddedTokens texts of a batch times its longest text at most, in tokens; a longer text
 *     makes a batch of its own
 * @param linger how long the oldest text waits for others before a partial batch runs
 * @param queueTexts texts that wait at most, over all tasks; {@code submit} blocks beyond. About
 *     four batches keep the workers busy and leave room to order by length
 * @param workers threads that run the model
 */
public record BatchingPolicy(
    int maxTexts, int maxPaddedTokens, Duration linger, int queueTexts, int workers) {

  public BatchingPolicy {
    if (maxTexts < 1 || maxPaddedTokens < 1 || workers < 1 || queueTexts < maxTexts) {
      throw new IllegalArgumentException(
          ("batches of %d texts and %d padded tokens, a queue of %d texts, %d workers;"
                  + " expected at least 1 of each and a queue of at least one batch")
              .formatted(maxTexts, maxPaddedTokens, queueTexts, workers));
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger of %s; expected 0 or more".formatted(linger));
    }
  }

  public static BatchingPolicy defaults() {
    return new BatchingPolicy(32, 2048, Duration.ofMillis(5), 128, 1);
  }

  boolean admits(int texts, int longest) {
    return texts <= maxTexts && (texts == 1 || (long) texts * longest <= maxPaddedTokens);
  }
}
