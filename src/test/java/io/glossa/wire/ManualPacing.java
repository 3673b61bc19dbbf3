package io.glossa.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps. */
final class ManualPacing implements Pacing {

  final List<Duration> pauses = new ArrayList<>();
  private long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void sleep(Duration pause) {
    pauses.add(pause);
    now += pause.toNanos();
  }

  Duration passed() {
    return Duration.ofNanos(now);
  }
}
