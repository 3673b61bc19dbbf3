package io.glossa.testkit;

import io.glossa.document.Chunker;
import io.glossa.document.ChunkingPolicy;
import io.glossa.document.DocumentLimits;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.Vectorizer;
import io.glossa.enriched.DocumentEnricher;
import io.glossa.quality.Quality;
import io.glossa.quality.QualityGate;
import io.glossa.quality.QualityReason;
import io.glossa.quality.ReasonCode;
import io.glossa.topology.Drain;
import io.glossa.topology.InFlightPolicy;
import io.glossa.topology.StreamObserver;
import io.glossa.topology.StreamParts;
import io.glossa.topology.TopicNames;
import io.glossa.topology.TopicPlan;
import io.glossa.wire.InMemorySchemaRegistry;
import io.glossa.wire.Wire;
import io.glossa.wire.WireTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A stream's parts around a given model: fixed semantics, and a scorer that finds a text with the
 * word {@code weak} in it worth 2 and any other 9. Schema ids are the same in every JVM.
 */
public final class StreamKit implements AutoCloseable {

  public static final TopicNames TOPICS = TopicNames.defaults();

  private final MicroBatcher batcher;
  private final Drain drain = new Drain();
  private final ExecutorService analysis = Executors.newSingleThreadExecutor();
  private final Wire wire = wire();
  private final StreamParts parts;

  public StreamKit(
      Embedder embedder,
      BatchingPolicy batching,
      ChunkingPolicy chunking,
      InFlightPolicy inFlight,
      int maxRecordBytes,
      StreamObserver observer) {
    this(
        new MicroBatcher(embedder, batching, BatchObserver.NONE),
        Function.identity(),
        chunking,
        inFlight,
        maxRecordBytes,
        observer);
  }

  /** Around something else than the micro-batcher, which is there for whoever closes it. */
  public StreamKit(
      MicroBatcher batcher,
      Function<Vectorizer, Vectorizer> instead,
      ChunkingPolicy chunking,
      InFlightPolicy inFlight,
      int maxRecordBytes,
      StreamObserver observer) {
    DocumentLimits limits = new DocumentLimits(1024 * 1024);
    this.batcher = batcher;
    DocumentEnricher enricher =
        new DocumentEnricher(
            limits,
            new Chunker(chunking),
            instead.apply(batcher),
            new FixedSemantics(),
            (document, semantics, vector) ->
                document.text().contains("weak")
                    ? new Quality(2, List.of(new QualityReason(ReasonCode.TOO_SHORT, 1)))
                    : new Quality(9, List.of()),
            new QualityGate(5, Map.of()),
            analysis,
            Clock.systemUTC());
    parts =
        new StreamParts(
            TOPICS,
            wire,
            limits,
            enricher,
            batcher.embedder().model().identity(),
            inFlight,
            maxRecordBytes,
            drain,
            observer,
            Clock.systemUTC());
  }

  /** Small chunks, quick batches, the limits of production. */
  public static StreamKit quick(Embedder embedder) {
    return new StreamKit(
        embedder,
        new BatchingPolicy(8, 2048, Duration.ofMillis(1), 32, 1),
        new ChunkingPolicy(4, 1),
        InFlightPolicy.defaults(),
        TopicPlan.REVIEW_RECORD_BYTES,
        StreamObserver.NONE);
  }

  /** A wire over a registry in memory: the same ids in every JVM. */
  public static Wire wire() {
    return new Wire(new InMemorySchemaRegistry(), WireTopics.defaults(), true);
  }

  public StreamParts parts() {
    return parts;
  }

  public Wire wireFormat() {
    return wire;
  }

  public Drain drain() {
    return drain;
  }

  public MicroBatcher batcher() {
    return batcher;
  }

  @Override
  public void close() {
    batcher.close();
    analysis.shutdownNow();
  }
}
