package io.glossa.wire;

import java.time.Duration;

/** Time as retries see it. */
interface Pacing {

  /** Nanoseconds since a fixed point. */
  long nanoTime();

  void sleep(Duration pause) throws InterruptedException;

  /** The time of the machine. */
  static Pacing system() {
    return new Pacing() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
      }
    };
  }
}
