package io.glossa.embedding.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time of the machine. */
final class SystemPauses implements Pauses {

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration pause) throws InterruptedException {
    boolean early = ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    if (early && Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void end() {
    ended.countDown();
  }
}
