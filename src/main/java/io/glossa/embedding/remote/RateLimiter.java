package io.glossa.embedding.remote;

import java.time.Duration;

/**
 * Two token buckets, of requests and of tokens, that fill evenly and hold six seconds' worth: in a
 * minute at most 1.1 times the limit leaves, once. A caller takes its share at once, also more than
 * is there, and waits until the bucket would be level again: first come, first served, and a
 * request larger than the bucket only waits longer. Thread-safe.
 */
final class RateLimiter {

  private static final double NANOS_PER_MINUTE = 60e9;
  private static final double SHARE_OF_MINUTE = 0.1;

  private final Bucket requests;
  private final Bucket tokens;
  private final Pauses pauses;
  private long heldUntilNanos;

  RateLimiter(RateLimits limits, Pauses pauses) {
    this.pauses = pauses;
    long now = pauses.nanoTime();
    heldUntilNanos = now;
    requests = new Bucket(limits.requestsPerMinute(), now);
    tokens = new Bucket(limits.tokensPerMinute(), now);
  }

  /**
   * Waits until a request of so many tokens may leave.
   *
   * @return how long that was to take
   */
  Duration acquire(long tokenCount) throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = pauses.nanoTime();
      wait = Math.max(requests.take(1, now), tokens.take(tokenCount, now));
      wait = Math.max(wait, heldUntilNanos - now);
    }
    Duration pause = Duration.ofNanos(Math.max(0, wait));
    if (!pause.isZero()) {
      pauses.sleep(pause);
    }
    return pause;
  }

  /** Nobody may send before this has passed: the service asked one of us to wait. */
  synchronized void hold(Duration pause) {
    long until = pauses.nanoTime() + pause.toNanos();
    if (until - heldUntilNanos > 0) {
      heldUntilNanos = until;
    }
  }

  private static final class Bucket {

    private final double perNano;
    private final double capacity;
    private double level;
    private long lastNanos;

    Bucket(int perMinute, long now) {
      perNano = perMinute / NANOS_PER_MINUTE;
      capacity = perMinute == 0 ? 0 : Math.max(1, perMinute * SHARE_OF_MINUTE);
      level = capacity;
      lastNanos = now;
    }

    /** Takes the amount; nanoseconds until the bucket is level again. */
    long take(long amount, long now) {
      if (perNano == 0) {
        return 0;
      }
      level = Math.min(capacity, level + (now - lastNanos) * perNano);
      lastNanos = now;
      level -= amount;
      return level >= 0 ? 0 : (long) Math.ceil(-level / perNano);
    }
  }
}
