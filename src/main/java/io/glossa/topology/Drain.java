package io.glossa.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the work in an orderly way: once begun, a task takes a record only to finish it before it
 * takes another, so that soon nothing is in flight and the stream can be closed. One per
 * application; thread-safe.
 */
public final class Drain {

  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean begun;

  public void begin() {
    begun = true;
  }

  public boolean hasBegun() {
    return begun;
  }

  /** Records in flight over all tasks of the JVM. */
  public int inFlight() {
    return inFlight.get();
  }

  void changeInFlight(int difference) {
    inFlight.addAndGet(difference);
  }

  /**
   * Waits until nothing is in flight.
   *
   * @return whether that happened within the limit
   */
  public boolean await(Duration limit) throws InterruptedException {
    long endNanos = System.nanoTime() + limit.toNanos();
    while (inFlight.get() > 0) {
      if (System.nanoTime() - endNanos >= 0) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
