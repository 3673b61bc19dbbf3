package io.glossa.query;

import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.RemoteObserver;
import io.glossa.topology.Route;
import io.glossa.topology.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything that is counted, as Prometheus reads it. One per application; thread-safe. The names
 * are public API: {@code docs/metrics.md} lists them.
 */
public final class Meters implements BatchObserver, StreamObserver, AutoCloseable {

  /** Content type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String ROUTE = "route";

  private static final Duration[] TIME_BUCKETS =
      List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meter.MeterProvider<Counter> records;
  private final Meter.MeterProvider<Timer> latencies;
  private final AtomicLong inFlight = new AtomicLong();
  private final List<Runnable> closers = new CopyOnWriteArrayList<>();
  private final DistributionSummary batchTexts;
  private final DistributionSummary batchTokens;
  private final DistributionSummary batchPaddedTokens;
  private final DistributionSummary paddingShare;
  private final Timer batchQueue;
  private final Timer batchInference;
  private final Counter batchFailures;
  private final Counter batchHalvings;
  private final Counter textFailures;
  private final Counter resubmitted;
  private final Counter deadLetters;
  private final RemoteMeters remote;

  public Meters() {
    batchTexts = summary("glossa.batch.texts", "Texts of a batch.", 1, 2, 4, 8, 16, 32, 64, 128);
    batchTokens = tokens("glossa.batch", "Tokens of a batch, without padding.");
    batchPaddedTokens =
        tokens("glossa.batch.padded", "Texts of a batch times the length they are padded to.");
    paddingShare =
        summary(
            "glossa.batch.padding.share",
            "Share of a batch's padded tokens that is padding.",
            .01,
            .05,
            .1,
            .2,
            .5);
    batchQueue = timer("glossa.batch.queue", "How long the oldest text of a batch waited.");
    batchInference = timer("glossa.batch.inference", "How long the model took for a batch.");
    batchFailures =
        counter("glossa.batch.failures", "Batches that the model refused; retried text by text.");
    batchHalvings =
        counter(
            "glossa.batch.halvings",
            "Batches that did not fit the model's memory; halved and tried again.");
    textFailures =
        counter("glossa.text.failures", "Texts that the model refused alone: review.failed.");
    resubmitted =
        counter(
            "glossa.records.resubmitted",
            "Records found in flight at the start of a task and submitted again.");
    deadLetters = counter("glossa.dead.letters", "Records that could not be decoded.");
    records =
        Counter.builder("glossa.records")
            .description("Input records that have their outcome, by route.")
            .withRegistry(registry);
    latencies =
        Timer.builder("glossa.record.latency")
            .description("From the arrival of a record at its task to its outcome, by route.")
            .serviceLevelObjectives(TIME_BUCKETS)
            .withRegistry(registry);
    for (Route route : Route.values()) {
      // A counter that stands at 0 from the start has a rate from its first record on.
      records.withTag(ROUTE, route.label());
      latencies.withTag(ROUTE, route.label());
    }
    Gauge.builder("glossa.records.in.flight", inFlight, AtomicLong::get)
        .description("Records that wait for their outcome.")
        .register(registry);
    remote = new RemoteMeters(registry, TIME_BUCKETS);
    bindJvm();
  }

  /** Counts what a model that is a service is asked. */
  public RemoteObserver remote() {
    return remote;
  }

  /** Adds the queue of a batcher; once. */
  public void watch(MicroBatcher batcher) {
    Gauge.builder("glossa.batcher.queue", batcher, MicroBatcher::queued)
        .description("Texts that wait for a batch.")
        .baseUnit("texts")
        .strongReference(true)
        .register(registry);
    Gauge.builder("glossa.batcher.queue.tokens", batcher, MicroBatcher::queuedTokens)
        .description("Tokens, without padding, of the texts that wait for a batch.")
        .strongReference(true)
        .register(registry);
    Gauge.builder("glossa.batcher.budget", batcher, MicroBatcher::budgetTokens)
        .description("Padded tokens that a batch may have, as tuned; trials left aside.")
        .baseUnit("tokens")
        .strongReference(true)
        .register(registry);
    TimeGauge.builder(
            "glossa.batcher.oldest.wait",
            batcher,
            TimeUnit.NANOSECONDS,
            b -> b.oldestWait().toNanos())
        .description("How long the oldest waiting text has waited.")
        .strongReference(true)
        .register(registry);
  }

  /** Adds Kafka Streams' own metrics; once, until {@link #close()}. */
  public void watch(KafkaStreams streams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
    closers.add(metrics::close);
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void batchRan(Batch batch) {
    batchTexts.record(batch.texts());
    batchTokens.record(batch.tokens());
    batchPaddedTokens.record(batch.paddedTokens());
    paddingShare.record(1 - (double) batch.tokens() / Math.max(1, batch.paddedTokens()));
    batchQueue.record(batch.queued());
    batchInference.record(batch.inference());
  }

  @Override
  public void batchFailed(int texts, RuntimeException cause) {
    batchFailures.increment();
  }

  @Override
  public void batchHalved(int texts, int paddedTokens) {
    batchHalvings.increment();
  }

  @Override
  public void textFailed(RuntimeException cause) {
    textFailures.increment();
  }

  @Override
  public void settled(Route route, Duration sinceArrival) {
    records.withTag(ROUTE, route.label()).increment();
    latencies.withTag(ROUTE, route.label()).record(sinceArrival);
    if (route == Route.DEAD_LETTER) {
      deadLetters.increment();
    }
  }

  @Override
  public void inFlightChanged(int difference) {
    inFlight.addAndGet(difference);
  }

  @Override
  public void resubmitted(int records) {
    resubmitted.increment(records);
  }

  @Override
  public void close() {
    closers.forEach(Runnable::run);
    registry.close();
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  private void bindJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    closers.add(gc::close);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(TIME_BUCKETS)
        .register(registry);
  }

  private DistributionSummary summary(String name, String description, double... buckets) {
    return DistributionSummary.builder(name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private DistributionSummary tokens(String name, String description) {
    return DistributionSummary.builder(name)
        .description(description)
        .baseUnit("tokens")
        .serviceLevelObjectives(64, 128, 256, 512, 1024, 2048, 4096, 8192)
        .register(registry);
  }
}
