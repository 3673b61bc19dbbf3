package io.glossa.embedding.remote;

import java.time.Duration;
import java.time.Instant;

/** Time, and waiting for it to pass. Thread-safe. */
interface Pauses {

  /** Nanoseconds since a fixed point. */
  long nanoTime();

  /** The time of day, for dates that a service names. */
  Instant now();

  /** Waits; returns early once {@link #end()} was called. */
  void sleep(Duration pause) throws InterruptedException;

  /** Wakes everybody who sleeps; nobody sleeps any more. */
  void end();
}
