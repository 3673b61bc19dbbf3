package io.glossa.wire;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a call to the registry until it is answered or the patience is over.
 *
 * @param backoff pauses between attempts
 * @param timeout how long to go on after the first attempt
 * @param pacing clock and sleep
 */
record Retry(Backoff backoff, Duration timeout, Pacing pacing) {

  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  /**
   * A call that may succeed later.
   *
   * @param <T> its answer
   * @param <X> an answer that is final, though not the wanted one
   */
  @FunctionalInterface
  interface Attempt<T, X extends Exception> {
    /** Answers, or throws an {@link IOException} for what may pass. */
    T make() throws IOException, X;
  }

  /**
   * The answer of the first attempt that has one.
   *
   * @param purpose what the call is for, with addresses, for messages
   * @throws RegistryUnavailableException when all attempts failed, or on interruption, which stays
   *     set
   */
  <T, X extends Exception> T until(String purpose, Attempt<T, X> attempt) throws X {
    long start = pacing.nanoTime();
    for (int failures = 1; ; failures++) {
      IOException failure;
      try {
        return attempt.make();
      } catch (IOException e) {
        failure = e;
      }
      Duration left = timeout.minusNanos(pacing.nanoTime() - start);
      if (left.isNegative() || left.isZero()) {
        throw new RegistryUnavailableException(
            "%s failed %d times in %s: %s".formatted(purpose, failures, timeout, failure), failure);
      }
      Duration pause = backoff.pause(failures);
      pause = pause.compareTo(left) < 0 ? pause : left;
      LOG.warn("{} failed, trying again in {}: {}", purpose, pause, failure.toString());
      try {
        pacing.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryUnavailableException(purpose + " was interrupted", e);
      }
    }
  }
}
