package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTest {

  private static final Duration SHORT = Duration.ofMillis(30);

  private final Drain drain = new Drain();

  @Test
  void waitsForWhatWasInFlightWhenItBegan() throws Exception {
    Drain.Task task = drain.join();
    task.changed(2);
    drain.begin();

    assertThat(drain.inFlight()).isEqualTo(2);
    assertThat(drain.await(SHORT)).isFalse();

    task.changed(0);
    assertThat(drain.await(SHORT)).isTrue();
  }

  @Test
  void doesNotWaitForLiveInputThatComesWhileItDrains() throws Exception {
    Drain.Task first = drain.join();
    Drain.Task second = drain.join();
    first.changed(3);
    second.changed(1);
    drain.begin();
    first.changed(0);
    first.changed(1);
    assertThat(drain.await(SHORT)).as("the second task has not been idle yet").isFalse();

    second.changed(0);
    second.changed(1);
    assertThat(drain.await(SHORT)).isTrue();
  }

  @Test
  void forgetsTasksThatLeave() throws Exception {
    Drain.Task task = drain.join();
    task.changed(5);
    task.leave();
    drain.begin();

    assertThat(drain.await(SHORT)).isTrue();
    assertThat(drain.inFlight()).isZero();
  }
}
