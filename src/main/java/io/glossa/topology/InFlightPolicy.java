package io.glossa.topology;

import java.time.Duration;

/**
 * How much a task may have in flight. A bound for memory: the micro-batcher's queue, shared by all
 * tasks, is what slows the input. What Kafka Streams has already read when the bound is met is
 * taken beyond it, but not handed to the model.
 *
 * @param maxRecords records of a task at most
 * @param maxBytes bytes of their input values at most; a single larger record is still taken
 * @param tick how often a task looks for finished records while something is in flight
 * @param patience how long a task waits for the model, at one record, before it pauses its
 *     partition instead
 */
public record InFlightPolicy(int maxRecords, long maxBytes, Duration tick, Duration patience) {

  public InFlightPolicy {
    if (maxRecords < 1
        || maxBytes < 1
        || tick.isNegative()
        || tick.isZero()
        || patience.isNegative()
        || patience.isZero()) {
      throw new IllegalArgumentException(
          "%d records and %d bytes in flight, looked at every %s with a patience of %s; expected positive"
              .formatted(maxRecords, maxBytes, tick, patience));
    }
  }

  public static InFlightPolicy defaults() {
    return new InFlightPolicy(192, 32L * 1024 * 1024, Duration.ofMillis(5), Duration.ofMillis(100));
  }
}
