package io.glossa.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A record that waits for its outcome.
 *
 * @param sequence its key in the in-flight store
 * @param bytes bytes of its key and value
 * @param settlement its outcome to be
 * @param sinceNanos when it arrived, on the clock of {@code System.nanoTime()}
 */
record InFlight(
    long sequence, int bytes, CompletableFuture<Settlement> settlement, long sinceNanos) {

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}
