package io.glossa.embedding.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps. */
final class ManualPauses implements Pauses {

  static final Instant START = Instant.parse("2024-05-06T07:08:09Z");

  final List<Duration> slept = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized Instant now() {
    return START.plusNanos(now);
  }

  @Override
  public synchronized void sleep(Duration pause) {
    slept.add(pause);
    now += pause.toNanos();
  }

  synchronized void pass(Duration time) {
    now += time.toNanos();
  }

  @Override
  public void end() {}
}
