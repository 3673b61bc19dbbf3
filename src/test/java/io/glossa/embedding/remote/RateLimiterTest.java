package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final ManualPauses pauses = new ManualPauses();

  @Test
  void withoutLimitsNobodyWaits() throws Exception {
    RateLimiter limiter = new RateLimiter(RateLimits.NONE, pauses);
    for (int i = 0; i < 1000; i++) {
      assertThat(limiter.acquire(1 << 30)).isZero();
    }
    assertThat(pauses.slept).isEmpty();
  }

  @Test
  void requestsBeyondTheBurstLeaveEvenly() throws Exception {
    RateLimiter limiter = new RateLimiter(new RateLimits(60, 0), pauses);
    for (int i = 0; i < 6; i++) {
      assertThat(limiter.acquire(1)).isZero();
    }
    assertThat(limiter.acquire(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(limiter.acquire(1)).isEqualTo(Duration.ofSeconds(1));
    pauses.pass(Duration.ofMinutes(10));
    for (int i = 0; i < 6; i++) {
      assertThat(limiter.acquire(1)).isZero();
    }
    assertThat(limiter.acquire(1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRequestLargerThanTheBucketWaitsForItsWholeSize() throws Exception {
    RateLimiter limiter = new RateLimiter(new RateLimits(0, 1000), pauses);

    // A hundred are there; the other 900 take 54 seconds.
    assertThat(limiter.acquire(1000)).isEqualTo(Duration.ofSeconds(54));
    assertThat(limiter.acquire(10)).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void noMinuteHasMoreThanTheLimitAndTheBurst() throws Exception {
    long seed = 11;
    Random random = new Random(seed);
    RateLimiter limiter = new RateLimiter(new RateLimits(120, 6000), pauses);
    Deque<long[]> lastMinute = new ArrayDeque<>();
    long tokensOfMinute = 0;
    for (int i = 0; i < 2000; i++) {
      if (random.nextInt(10) == 0) {
        pauses.pass(Duration.ofMillis(random.nextInt(5000)));
      }
      int tokens = 1 + random.nextInt(200);
      limiter.acquire(tokens);
      long now = pauses.nanoTime();
      lastMinute.add(new long[] {now, tokens});
      tokensOfMinute += tokens;
      while (now - lastMinute.getFirst()[0] >= 60_000_000_000L) {
        tokensOfMinute -= lastMinute.removeFirst()[1];
      }
      assertThat(lastMinute.size()).as("request %d, seed %d", i, seed).isLessThanOrEqualTo(132);
      assertThat(tokensOfMinute).as("request %d, seed %d", i, seed).isLessThanOrEqualTo(6600);
    }
  }

  @Test
  void everybodyWaitsWhenTheServiceAsksOneToWait() throws Exception {
    RateLimiter limiter = new RateLimiter(RateLimits.NONE, pauses);
    limiter.hold(Duration.ofSeconds(9));
    limiter.hold(Duration.ofSeconds(3));

    assertThat(limiter.acquire(1)).isEqualTo(Duration.ofSeconds(9));
    assertThat(limiter.acquire(1)).isZero();
  }
}
