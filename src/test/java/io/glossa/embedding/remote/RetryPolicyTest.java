package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final RetryPolicy POLICY =
      new RetryPolicy(9, Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(30));

  @Test
  void pausesAreUniformBelowABoundThatDoubles() {
    long seed = 3;
    Random random = new Random(seed);
    for (int repetition : new int[] {1, 2, 5, 7, 8, 21, 22, 1000, Integer.MAX_VALUE}) {
      long bound = Math.min(30_000, 500L << Math.min(20, repetition - 1));
      long sum = 0;
      for (int i = 0; i < 2000; i++) {
        Duration pause = POLICY.pause(repetition, random);
        assertThat(pause)
            .as("repetition %d, seed %d", repetition, seed)
            .isBetween(Duration.ZERO, Duration.ofMillis(bound));
        sum += pause.toMillis();
      }
      assertThat((double) sum / 2000 / bound).as("seed %d", seed).isBetween(0.45, 0.55);
    }
  }

  @Test
  void longPausesDoNotOverflow() {
    RetryPolicy slow =
        new RetryPolicy(9, Duration.ofDays(9), Duration.ofHours(1), Duration.ofDays(100));

    assertThat(slow.pause(30, new Random(1))).isBetween(Duration.ZERO, Duration.ofDays(100));
  }

  @Test
  void senselessPoliciesAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(-1, second, second, second))
        .hasMessageContaining("-1 retries");
    assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO, second))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetryPolicy(1, second, second, Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after: 7 | 7000",
        "retry-after: 0.5 | 500",
        "retry-after: Mon, 06 May 2024 07:08:39 GMT | 30000",
        "retry-after: Mon, 06 May 2024 07:00:00 GMT | 0",
        "retry-after: soon | 0",
        "retry-after: -5 | 0",
        "retry-after: 999999999999 | 86400000",
        "retry-after-ms: 1500; retry-after: 2 | 1500",
        "x-ratelimit-reset-requests: 20ms | 20",
        "x-ratelimit-reset-requests: 1h2m3.5s | 3723500",
        "x-ratelimit-reset-requests: 1s; x-ratelimit-reset-tokens: 6m0s | 360000",
        "x-ratelimit-remaining-requests: 3; x-ratelimit-reset-requests: 1s | 0",
        "x-ratelimit-remaining-tokens: 99; x-ratelimit-reset-tokens: 2s | 2000",
        "x-ratelimit-remaining-tokens: 100; x-ratelimit-reset-tokens: 2s | 0",
        "retry-after: 3; x-ratelimit-reset-requests: 9s | 3000",
        "x-ratelimit-reset-requests: nonsense | 0",
        "content-type: text/plain | 0"
      })
  void readsWhatAServiceAsksToWait(String headers, long expectedMillis) {
    Map<String, List<String>> map = new HashMap<>();
    for (String header : headers.split("; ", -1)) {
      String[] nameAndValue = header.split(": ", 2);
      map.put(nameAndValue[0], List.of(nameAndValue[1]));
    }
    Duration wait =
        ServerWaits.of(HttpHeaders.of(map, (name, value) -> true), ManualPauses.START, 100);

    assertThat(wait).isEqualTo(Duration.ofMillis(expectedMillis));
  }
}
