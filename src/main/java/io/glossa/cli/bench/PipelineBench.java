package io.glossa.cli.bench;

import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.topology.TopicNames;
import io.glossa.vector.Embedding;
import io.glossa.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the stream itself costs. Every round measures, one after the other: the raw micro-batcher
 * (20 ms a batch of 32 on one worker), the pipeline around the same model on 1, 4 and 16
 * partitions, the plain pass-through (stateless), the same stages and stores one record at a time,
 * and the pipeline around a model that costs nothing. Ratios are formed within a round; the figure
 * is the median over the rounds.
 */
public final class PipelineBench {

  /** Texts that the raw batcher takes in a round: 100 batches. */
  private static final int RAW_TEXTS = 3_200;

  private static final int BATCH = 32;
  private static final int DIMENSION = 384;
  private static final Duration PER_BATCH = Duration.ofMillis(20);
  private static final List<Integer> PARTITIONS = List.of(1, 4, 16);
  private static final int LATENCY_PARTITIONS = 4;
  private static final int LATENCY_PER_SECOND = 20;
  private static final long SEED = 5;

  private static final BatchingPolicy BATCHING =
      new BatchingPolicy(BATCH, Integer.MAX_VALUE, Duration.ofMillis(5), 4 * BATCH, 1);

  private final String bootstrapServers;
  private final Function<TopicNames, Wire> wires;
  private final Path directory;
  private final PipelineBenchPlan plan;
  private final Consumer<String> progress;

  /**
   * A benchmark against this broker.
   *
   * @param wires makes the wire format for topics of these names
   * @param directory for the state of the streams
   * @param progress told what is being measured
   */
  public PipelineBench(
      String bootstrapServers,
      Function<TopicNames, Wire> wires,
      Path directory,
      PipelineBenchPlan plan,
      Consumer<String> progress) {
    this.bootstrapServers = bootstrapServers;
    this.wires = wires;
    this.directory = directory;
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs all rounds and the latency probe. */
  public List<BenchResult> run() throws InterruptedException {
    for (int partitions : PARTITIONS) {
      progress.accept("filling the input of " + partitions + " partitions");
      fill(partitions);
    }
    Map<String, List<Double>> rounds = new HashMap<>();
    for (int round = 0; round < plan.rounds(); round++) {
      progress.accept("round %d of %d".formatted(round + 1, plan.rounds()));
      measure(rounds);
    }
    List<BenchResult> results = new ArrayList<>();
    rounds.forEach((name, values) -> results.add(result(name, values)));
    results.sort((a, b) -> a.name().compareTo(b.name()));
    progress.accept("latency at %d records/s".formatted(LATENCY_PER_SECOND));
    results.addAll(latency("pipeline.latency", BATCHING, Map.of()));
    BatchingPolicy hasty =
        new BatchingPolicy(BATCH, Integer.MAX_VALUE, Duration.ZERO, 4 * BATCH, 1);
    results.addAll(
        latency(
            "pipeline.latency.tuned",
            hasty,
            Map.of("commit.interval.ms", "20", "producer.linger.ms", "0", "poll.ms", "5")));
    return List.copyOf(results);
  }

  private void measure(Map<String, List<Double>> rounds) throws InterruptedException {
    double raw = rawBatcher();
    add(rounds, "pipeline.raw-batcher", raw);
    for (int partitions : PARTITIONS) {
      double rate = pipeline(partitions, PER_BATCH, plan.pacedRecords());
      add(rounds, "pipeline.throughput.partitions-" + partitions, rate);
      add(rounds, "pipeline.ratio.partitions-" + partitions, rate / raw);
    }
    double passThrough = peer(BenchStream::passThrough);
    double oneByOne = peer(BenchStream::oneByOne);
    double zeroCost = pipeline(LATENCY_PARTITIONS, Duration.ZERO, plan.records());
    add(rounds, "pipeline.pass-through", passThrough);
    add(rounds, "pipeline.one-by-one", oneByOne);
    add(rounds, "pipeline.zero-cost", zeroCost);
    add(rounds, "pipeline.overhead-ratio", zeroCost / passThrough);
    add(rounds, "pipeline.batching-overhead-ratio", zeroCost / oneByOne);
  }

  private double rawBatcher() throws InterruptedException {
    try (PacedEmbedder model = new PacedEmbedder(PER_BATCH, DIMENSION);
        MicroBatcher batcher = new MicroBatcher(model, BATCHING, BatchObserver.NONE)) {
      BenchDocuments documents = new BenchDocuments(SEED);
      List<EncodedText> texts = new ArrayList<>();
      for (int i = 0; i < RAW_TEXTS; i++) {
        texts.add(model.encode(documents.next("raw").text()));
      }
      long startNanos = System.nanoTime();
      List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
      for (EncodedText text : texts) {
        vectors.add(batcher.submit(text));
      }
      vectors.forEach(CompletableFuture::join);
      return RAW_TEXTS * 1e9 / (System.nanoTime() - startNanos);
    }
  }

  private double pipeline(int partitions, Duration perBatch, int records)
      throws InterruptedException {
    TopicNames topics = BenchTopics.named("p" + partitions);
    try (PacedEmbedder model = new PacedEmbedder(perBatch, DIMENSION);
        BenchStream stream =
            BenchStream.pipeline(
                model,
                BATCHING,
                BenchStages.free(),
                topics,
                wires.apply(topics),
                directory,
                kafka())) {
      stream.start();
      return stream.rate(records / 5, records * 19L / 20);
    }
  }

  /** A stream to compare with. */
  private interface Peer {
    BenchStream open(
        Embedder embedder, TopicNames topics, Wire wire, Path directory, Map<String, String> kafka);
  }

  private double peer(Peer peer) throws InterruptedException {
    TopicNames topics = BenchTopics.named("p" + LATENCY_PARTITIONS);
    try (PacedEmbedder model = new PacedEmbedder(Duration.ZERO, DIMENSION);
        BenchStream stream = peer.open(model, topics, wires.apply(topics), directory, kafka())) {
      stream.start();
      return stream.rate(plan.records() / 5, plan.records() * 19L / 20);
    }
  }

  private List<BenchResult> latency(
      String name, BatchingPolicy batching, Map<String, String> overrides)
      throws InterruptedException {
    TopicNames topics = BenchTopics.named(name);
    BenchTopics.create(bootstrapServers, topics, LATENCY_PARTITIONS);
    Wire wire = wires.apply(topics);
    Map<String, String> kafka = new HashMap<>(kafka());
    kafka.putAll(overrides);
    try (PacedEmbedder model = new PacedEmbedder(PER_BATCH, DIMENSION);
        BenchStream stream =
            BenchStream.pipeline(
                model, batching, BenchStages.free(), topics, wire, directory, kafka)) {
      stream.start();
      stream.awaitRunning();
      LatencyProbe probe = new LatencyProbe(bootstrapServers, topics, LATENCY_PARTITIONS, wire);
      BenchDocuments documents = new BenchDocuments(SEED);
      probe.milliseconds(documents, name + "-warm-", LATENCY_PER_SECOND * 3, LATENCY_PER_SECOND);
      double[] sorted =
          probe.milliseconds(documents, name + "-", plan.latencyRecords(), LATENCY_PER_SECOND);
      List<BenchResult> results = new ArrayList<>();
      for (int percentile : List.of(50, 95, 99)) {
        double value = sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)];
        results.add(BenchResult.ofRounds(name + ".p" + percentile, "ms", value));
      }
      return results;
    }
  }

  private void fill(int partitions) throws InterruptedException {
    TopicNames topics = BenchTopics.named("p" + partitions);
    BenchTopics.create(bootstrapServers, topics, partitions);
    int records = partitions == LATENCY_PARTITIONS ? plan.records() : plan.pacedRecords();
    BenchDocuments documents = new BenchDocuments(SEED);
    BenchDocuments.load(
        bootstrapServers,
        topics.documents(),
        wires.apply(topics),
        records,
        number -> documents.next("bench-" + number));
  }

  private Map<String, String> kafka() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  private static void add(Map<String, List<Double>> rounds, String name, double value) {
    rounds.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static BenchResult result(String name, List<Double> values) {
    boolean ratio = name.contains("ratio");
    return BenchResult.ofRounds(
        name,
        ratio ? "ratio" : "records/s",
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
