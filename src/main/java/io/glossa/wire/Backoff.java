package io.glossa.wire;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double from one to the next, up to a bound, each shortened by up to half at random so
 * that many clients do not come back at once.
 *
 * @param first longest first pause
 * @param longest bound of the pauses
 * @param random draws the shortening
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

  /**
   * The pause before a retry.
   *
   * @param attempt how many attempts have failed, from 1
   */
  Duration pause(int attempt) {
    int doublings = Math.min(attempt - 1, 30);
    long bound = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
  }
}
