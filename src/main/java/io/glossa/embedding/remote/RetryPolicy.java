package io.glossa.embedding.remote;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how long a failed request is made again. The pause before the n-th repetition is
 * uniform between 0 and {@code base * 2^(n-1)}, at most {@code longest}. Source: Brooker,
 * "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015), full jitter.
 *
 * @param max repetitions at most
 * @param deadline how long after the first attempt the last one may begin
 * @param base bound of the first pause
 * @param longest bound of every pause
 */
public record RetryPolicy(int max, Duration deadline, Duration base, Duration longest) {

  public RetryPolicy {
    if (max < 0 || deadline.isNegative()) {
      throw new IllegalArgumentException(
          "%d retries within %s; expected 0 or more of both".formatted(max, deadline));
    }
    if (base.isNegative() || base.isZero() || longest.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "retry pauses from %s to %s; expected more than 0, in this order"
              .formatted(base, longest));
    }
  }

  /**
   * A hundred times within four minutes: less than Kafka's {@code max.poll.interval.ms}, so that a
   * stream that waits keeps its place in the group.
   */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        100, Duration.ofMinutes(4), Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  RetryPolicy within(Duration newDeadline) {
    return new RetryPolicy(max, newDeadline, base, longest);
  }

  /** The pause before a repetition, counted from 1. */
  Duration pause(int repetition, RandomGenerator random) {
    // 2^20 times the least base is beyond any bound that makes sense.
    long bound =
        Math.min(longest.toNanos(), saturated(base.toNanos(), 1L << Math.min(20, repetition - 1)));
    return Duration.ofNanos(random.nextLong(bound + 1));
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE - 1;
  }
}
