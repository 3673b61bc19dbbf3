package io.glossa.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A record that waits for its outcome.
 *
 * @param slot its key in the in-flight store
 * @param id key of the record
 * @param fingerprint what is being enriched; empty when nothing is
 * @param bytes bytes of its key and value
 * @param settlement its outcome to be
 * @param sinceNanos when it arrived, on the clock of {@code System.nanoTime()}
 */
record InFlight(
    int slot,
    String id,
    String fingerprint,
    int bytes,
    CompletableFuture<Settlement> settlement,
    long sinceNanos) {

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}
