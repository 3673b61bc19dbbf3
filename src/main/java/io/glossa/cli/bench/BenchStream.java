package io.glossa.cli.bench;

import io.glossa.document.Chunker;
import io.glossa.document.DocumentLimits;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.Vectorizer;
import io.glossa.enriched.DocumentEnricher;
import io.glossa.quality.QualityGate;
import io.glossa.topology.Drain;
import io.glossa.topology.EnrichmentTopology;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.Route;
import io.glossa.topology.StreamConfigs;
import io.glossa.topology.StreamObserver;
import io.glossa.topology.StreamParts;
import io.glossa.topology.StreamRuntime;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import io.glossa.vector.Embedding;
import io.glossa.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.Topology;

/** A stream under measurement: a fresh application over topics that are already filled. */
final class BenchStream implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final LongAdder settled = new LongAdder();
  private final Drain drain = new Drain();
  private final MicroBatcher batcher;
  private final ExecutorService analysis = Executors.newSingleThreadExecutor();
  private final StreamRuntime runtime;

  private BenchStream(
      Embedder embedder,
      BatchingPolicy batching,
      BenchStages stages,
      TopicNames topics,
      Wire wire,
      Kind kind,
      Path directory,
      Map<String, String> kafka) {
    batcher = new MicroBatcher(embedder, batching, BatchObserver.NONE);
    Topology topology =
        switch (kind) {
          case PIPELINE -> EnrichmentTopology.build(parts(batcher, stages, analysis, topics, wire));
          case ONE_BY_ONE ->
              EnrichmentTopology.build(
                  parts(new Direct(embedder), stages, Runnable::run, topics, wire));
          case PASS_THROUGH -> PassThroughTopology.build(topics, wire, embedder, settled);
        };
    Map<String, String> overrides = new HashMap<>(kafka);
    String application = "bench-" + UUID.randomUUID();
    runtime =
        new StreamRuntime(
            topology,
            StreamConfigs.properties(application, directory.resolve(application), overrides),
            drain,
            batcher);
  }

  /** The pipeline of production around this model and these stages. */
  static BenchStream pipeline(
      Embedder embedder,
      BatchingPolicy batching,
      BenchStages stages,
      TopicNames topics,
      Wire wire,
      Path directory,
      Map<String, String> kafka) {
    return new BenchStream(
        embedder, batching, stages, topics, wire, Kind.PIPELINE, directory, kafka);
  }

  /** Its peer without batches: same stages and stores, one record at a time, nothing in flight. */
  static BenchStream oneByOne(
      Embedder embedder, TopicNames topics, Wire wire, Path directory, Map<String, String> kafka) {
    return new BenchStream(
        embedder,
        BatchingPolicy.defaults(),
        BenchStages.free(),
        topics,
        wire,
        Kind.ONE_BY_ONE,
        directory,
        kafka);
  }

  /** Its peer without batches and stores. */
  static BenchStream passThrough(
      Embedder embedder, TopicNames topics, Wire wire, Path directory, Map<String, String> kafka) {
    return new BenchStream(
        embedder,
        BatchingPolicy.defaults(),
        BenchStages.free(),
        topics,
        wire,
        Kind.PASS_THROUGH,
        directory,
        kafka);
  }

  private enum Kind {
    PIPELINE,
    ONE_BY_ONE,
    PASS_THROUGH
  }

  /** A model without a queue before it. */
  private record Direct(Embedder embedder) implements Vectorizer {

    @Override
    public CompletableFuture<Embedding> submit(EncodedText text) {
      return CompletableFuture.completedFuture(embedder.embed(List.of(text)).get(0));
    }
  }

  private StreamParts parts(
      Vectorizer vectorizer, BenchStages stages, Executor executor, TopicNames topics, Wire wire) {
    DocumentLimits limits = new DocumentLimits(1024 * 1024);
    DocumentEnricher enricher =
        new DocumentEnricher(
            limits,
            new Chunker(stages.chunks()),
            vectorizer,
            stages.semantics(),
            stages.scorer(),
            new QualityGate(5, Map.of()),
            executor,
            Clock.systemUTC());
    StreamObserver counter =
        new StreamObserver() {
          @Override
          public void settled(Route route, Duration sinceArrival) {
            settled.increment();
          }

          @Override
          public void inFlightChanged(int difference) {}

          @Override
          public void resubmitted(int records) {}
        };
    return new StreamParts(
        topics,
        wire,
        limits,
        enricher,
        vectorizer.embedder().model().identity(),
        InFlightPolicy.defaults(),
        TopicPlan.REVIEW_RECORD_BYTES,
        drain,
        counter,
        Clock.systemUTC());
  }

  /** Starts without waiting: one thread may have settled much before the last one runs. */
  void start() {
    runtime.start();
  }

  void awaitRunning() throws InterruptedException {
    if (!runtime.awaitRunning(START_LIMIT)) {
      throw new IllegalStateException("the stream did not start within " + START_LIMIT);
    }
  }

  /**
   * Records per second from when {@code warmUp} are settled to when {@code until} are.
   *
   * @throws IllegalStateException when that takes longer than two minutes
   */
  double rate(long warmUp, long until) throws InterruptedException {
    long limitNanos = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    await(warmUp, limitNanos);
    long startNanos = System.nanoTime();
    long startCount = settled.sum();
    await(until, limitNanos);
    return (settled.sum() - startCount) * 1e9 / (System.nanoTime() - startNanos);
  }

  /**
   * Waits until so many records are settled.
   *
   * @throws IllegalStateException when that takes longer
   */
  void awaitSettled(long count, Duration limit) throws InterruptedException {
    await(count, System.nanoTime() + limit.toNanos());
  }

  private void await(long count, long limitNanos) throws InterruptedException {
    while (settled.sum() < count) {
      if (System.nanoTime() > limitNanos || runtime.failure().isPresent()) {
        throw new IllegalStateException(
            "the stream settled %d of %d records".formatted(settled.sum(), count),
            runtime.failure().orElse(null));
      }
      Thread.sleep(2);
    }
  }

  @Override
  public void close() {
    runtime.close();
    batcher.close();
    analysis.shutdownNow();
  }
}
