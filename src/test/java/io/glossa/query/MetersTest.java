package io.glossa.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.embedding.BatchObserver.Batch;
import io.glossa.topology.Route;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {

  private final Meters meters = new Meters();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void countsBatchesInTokensAndSeconds() {
    meters.batchRan(new Batch(4, 30, 40, Duration.ofMillis(250), Duration.ofMillis(1500)));

    assertThat(meters.scrape())
        .contains(
            "glossa_batch_texts_sum 4.0",
            "glossa_batch_tokens_sum 30.0",
            "glossa_batch_padded_tokens_sum 40.0",
            "glossa_batch_padding_share_sum 0.25",
            "glossa_batch_queue_seconds_sum 0.25",
            "glossa_batch_inference_seconds_sum 1.5",
            "glossa_batch_inference_seconds_bucket{le=\"2.0\"} 1",
            "glossa_batch_inference_seconds_bucket{le=\"1.0\"} 0");
  }

  @Test
  void countsFailuresOfBatchesAndTexts() {
    meters.batchFailed(3, new IllegalStateException());
    meters.textFailed(new IllegalStateException());
    meters.textFailed(new IllegalStateException());

    assertThat(meters.scrape())
        .contains("glossa_batch_failures_total 1.0", "glossa_text_failures_total 2.0");
  }

  @Test
  void countsEveryRouteFromTheStart() {
    meters.settled(Route.ENRICHED, Duration.ofMillis(40));
    meters.settled(Route.DEAD_LETTER, Duration.ZERO);

    String text = meters.scrape();

    assertThat(text)
        .contains(
            "glossa_records_total{route=\"enriched\"} 1.0",
            "glossa_records_total{route=\"dead-letter\"} 1.0",
            "glossa_records_total{route=\"review.failed\"} 0.0",
            "glossa_record_latency_seconds_sum{route=\"enriched\"} 0.04",
            "glossa_dead_letters_total 1.0");
  }

  @Test
  void followsWhatIsInFlight() {
    meters.inFlightChanged(5);
    meters.inFlightChanged(-2);
    meters.resubmitted(4);

    assertThat(meters.scrape())
        .contains("glossa_records_in_flight 3.0", "glossa_records_resubmitted_total 4.0");
  }

  @Test
  void watchesTheJvm() {
    assertThat(meters.scrape())
        .contains("jvm_memory_used_bytes", "jvm_gc_", "jvm_threads_live_threads");
  }
}
