package io.glossa.embedding.hub;

import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
interface Pauses {

  /** Sleeps. */
  Pauses SYSTEM = pause -> Thread.sleep(pause.toMillis());

  void wait(Duration pause) throws InterruptedException;
}
