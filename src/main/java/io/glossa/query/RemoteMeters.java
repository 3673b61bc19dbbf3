package io.glossa.query;

import io.glossa.embedding.RemoteObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What a model that is a service was asked; all 0 for a model in this process. */
final class RemoteMeters implements RemoteObserver {

  private final Counter requests;
  private final Counter retries;
  private final Counter texts;
  private final Counter tokens;
  private final Counter cost;
  private final Counter waits;
  private final Timer latency;

  RemoteMeters(MeterRegistry registry, Duration... buckets) {
    requests =
        counter(registry, "requests", "Requests to the embedding service, repeated ones included.");
    retries = counter(registry, "retries", "Requests that failed and were made again.");
    texts = counter(registry, "texts", "Texts that the service gave vectors for.");
    tokens = counter(registry, "tokens", "Input tokens, as the service counts them.");
    cost =
        counter(
            registry, "cost", "Input tokens times the configured price, in the price's currency.");
    waits =
        counter(
            registry,
            "wait.seconds",
            "Time that requests were held back by the rate limit or at the service's wish.");
    latency =
        Timer.builder("glossa.remote.latency")
            .description("From a request to its vectors.")
            .serviceLevelObjectives(buckets)
            .register(registry);
  }

  @Override
  public void requestSent() {
    requests.increment();
  }

  @Override
  public void answered(Answer answer) {
    texts.increment(answer.texts());
    tokens.increment((double) answer.tokens());
    cost.increment(answer.cost());
    latency.record(answer.latency());
  }

  @Override
  public void retried() {
    retries.increment();
  }

  @Override
  public void waited(Duration wait) {
    waits.increment((double) wait.toNanos() / 1e9);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("glossa.remote." + name).description(description).register(registry);
  }
}
