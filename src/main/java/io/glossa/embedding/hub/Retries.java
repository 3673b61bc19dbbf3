package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/**
 * Repeats what may succeed later, with pauses that double, or as long as the server asks.
 *
 * @param policy how often and how long
 * @param pauses waits
 * @param listener hears of every retry
 */
record Retries(TransferPolicy policy, Pauses pauses, FetchListener listener) {

  /** Bytes that arrived, as far as an attempt got. */
  interface Progress {
    /** The attempt was worth it: failures are counted from here. */
    void made();
  }

  /**
   * A call over the network.
   *
   * @param <T> its answer
   */
  @FunctionalInterface
  interface Attempt<T> {
    /** Answers; an {@link IOException} may pass, a {@link BundleException} is final. */
    T make(Progress progress) throws IOException;
  }

  /** The same with a single attempt. */
  Retries once() {
    return new Retries(policy.withAttempts(1), pauses, listener);
  }

  /**
   * The answer of the first attempt that has one.
   *
   * @param purpose what the call is for, with its address, for messages
   * @throws UnreachableException when all attempts failed
   * @throws BundleException when an answer was final, or on interruption, which stays set
   */
  <T> T until(String purpose, Attempt<T> attempt) throws UnreachableException {
    int failures = 0;
    while (true) {
      boolean[] progressed = {false};
      IOException failure;
      try {
        return attempt.make(() -> progressed[0] = true);
      } catch (IOException e) {
        failure = e;
      }
      failures = progressed[0] ? 1 : failures + 1;
      if (failures >= policy.attempts()) {
        throw new UnreachableException(
            "%s failed %d times, at last: %s".formatted(purpose, failures, reason(failure)),
            failure);
      }
      Duration pause = pause(failures, failure);
      if (pause.compareTo(policy.longestPause()) > 0) {
        throw new UnreachableException(
            "%s: the server asks to come back in %d s".formatted(purpose, pause.toSeconds()),
            failure);
      }
      listener.note(
          "%s failed (%s); trying again in %.1f s"
              .formatted(purpose, reason(failure), pause.toMillis() / 1000.0));
      sleep(purpose, pause);
    }
  }

  private Duration pause(int failures, IOException failure) {
    Duration doubled = policy.firstPause().multipliedBy(1L << Math.min(failures - 1, 20));
    Duration own = doubled.compareTo(policy.longestPause()) < 0 ? doubled : policy.longestPause();
    Duration asked = failure instanceof TryLaterException later ? later.pause() : Duration.ZERO;
    return asked.compareTo(own) > 0 ? asked : own;
  }

  private void sleep(String purpose, Duration pause) {
    try {
      pauses.wait(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundleException(purpose + " was interrupted", e);
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return failure instanceof TryLaterException && message != null
        ? message
        : failure instanceof ConnectException
            ? "no connection"
                + (message == null ? " (refused, or the host is unknown)" : ": " + message)
            : failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
