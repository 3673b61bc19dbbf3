package io.glossa.cli.bench;

import io.glossa.document.Chunk;
import io.glossa.document.Chunker;
import io.glossa.document.Document;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.topology.TopicNames;
import io.glossa.vector.Embedding;
import io.glossa.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is left of a real encoder's speed inside the stream: documents through all of it, with the
 * application's own semantics and stores, against the micro-batcher alone, fed with the same texts
 * already tokenized. Both are timed from the first batch that the model takes until the last
 * document is settled or the last vector there.
 */
public final class EncoderPipelineBench {

  private static final int PARTITIONS = 4;
  private static final List<Integer> WORKERS = List.of(1, 2);
  private static final int FEWEST_DOCUMENTS = 48;
  private static final int MOST_DOCUMENTS = 20_000;

  /** Lengths in words; the longest are two chunks of a model that takes 512 tokens. */
  private static final LengthMix WORDS = new LengthMix(MOST_DOCUMENTS, 150, 0.6, 600);

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long SEED = 21;

  private final String bootstrapServers;
  private final Function<TopicNames, Wire> wires;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * A benchmark against this broker.
   *
   * @param wires makes the wire format for topics of these names
   * @param directory for the bundle and the state of the streams; the caller deletes it
   * @param progress told what is being measured
   */
  public EncoderPipelineBench(
      String bootstrapServers,
      Function<TopicNames, Wire> wires,
      Path directory,
      Consumer<String> progress) {
    this.bootstrapServers = bootstrapServers;
    this.wires = wires;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Runs all rounds.
   *
   * @param shape of the encoder
   * @param each how long a run on one worker is to take, about
   */
  public List<BenchResult> run(EncoderShape shape, int rounds, Duration each)
      throws IOException, InterruptedException {
    progress.accept("writing a bundle with random weights");
    SyntheticVocabulary vocabulary = new SyntheticVocabulary(shape.vocabulary());
    Path bundle = SyntheticBundle.write(shape, vocabulary, directory.resolve("bench-bert"));
    String plan = GlossaPlans.chosen(bundle);
    try (Embedder model = GlossaPlans.load(bundle, plan, 2)) {
      BenchStages stages = BenchStages.ofApplication(model);
      List<Document> documents = documents(model, stages, vocabulary, each);
      TopicNames topics = BenchTopics.named("encoder");
      BenchTopics.create(bootstrapServers, topics, PARTITIONS);
      BenchDocuments.load(
          bootstrapServers,
          topics.documents(),
          wires.apply(topics),
          documents.size(),
          documents::get);
      List<EncodedText> texts = new ArrayList<>();
      documents.forEach(document -> texts.addAll(chunks(model, stages, document)));
      progress.accept(
          "%d documents, %d chunks, plan %s".formatted(documents.size(), texts.size(), plan));
      Map<String, double[]> rates = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        progress.accept("real encoder, round %d of %d".formatted(round + 1, rounds));
        for (int workers : WORKERS) {
          // The one that comes first changes, so that a drift of the machine touches both.
          boolean bareFirst = round % 2 == 0;
          double bare = bareFirst ? bareSeconds(model, texts, workers) : 0;
          double stream = streamSeconds(model, stages, topics, documents.size(), workers);
          bare = bareFirst ? bare : bareSeconds(model, texts, workers);
          String suffix = workers == 1 ? "" : ".w" + workers;
          put(rates, "pipeline.l12-bare" + suffix, rounds, round, documents.size() / bare);
          put(rates, "pipeline.l12-stream" + suffix, rounds, round, documents.size() / stream);
          put(rates, "pipeline.l12-ratio" + suffix, rounds, round, bare / stream);
        }
      }
      List<BenchResult> results = new ArrayList<>();
      rates.forEach(
          (name, values) ->
              results.add(
                  BenchResult.ofRounds(
                      name, name.contains("ratio") ? "ratio" : "documents/s", values)));
      return results;
    }
  }

  /** As many as one worker embeds in the time. */
  private static List<Document> documents(
      Embedder model, BenchStages stages, SyntheticVocabulary vocabulary, Duration each)
      throws InterruptedException {
    Random random = new Random(SEED);
    int[] lengths = WORDS.lengths(random);
    List<Document> probe = documents(vocabulary, lengths, FEWEST_DOCUMENTS, random);
    List<EncodedText> texts = new ArrayList<>();
    probe.forEach(document -> texts.addAll(chunks(model, stages, document)));
    double perSecond = probe.size() / bareSeconds(model, texts, 1);
    double wanted = perSecond * each.toMillis() / 1e3;
    int count = (int) Math.max(FEWEST_DOCUMENTS, Math.min(MOST_DOCUMENTS, wanted));
    return documents(vocabulary, lengths, count, random);
  }

  private static List<Document> documents(
      SyntheticVocabulary vocabulary, int[] lengths, int count, Random random) {
    List<Document> documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String text = vocabulary.text(random, lengths[i]);
      documents.add(new Document("bench-" + i, text, null, null, "bench", null, Map.of()));
    }
    return documents;
  }

  private static List<EncodedText> chunks(Embedder model, BenchStages stages, Document document) {
    Chunker chunker = new Chunker(stages.chunks());
    return chunker.chunks(document.text(), model.tokens(document.text())).stream()
        .map(Chunk::text)
        .map(model::encode)
        .toList();
  }

  /** As many threads as partitions hand in texts, in order. */
  private static double bareSeconds(Embedder model, List<EncodedText> texts, int workers)
      throws InterruptedException {
    FirstBatchClock clock = new FirstBatchClock(model);
    AtomicInteger next = new AtomicInteger();
    try (MicroBatcher batcher =
            new MicroBatcher(clock, GlossaPlans.batching(workers), BatchObserver.NONE);
        Crew crew = new Crew()) {
      crew.run(
          PARTITIONS,
          () -> {
            List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
            for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
              vectors.add(submit(batcher, texts.get(i)));
            }
            vectors.forEach(CompletableFuture::join);
          });
      return clock.secondsSinceFirstBatch();
    }
  }

  private static CompletableFuture<Embedding> submit(MicroBatcher batcher, EncodedText text) {
    try {
      return batcher.submit(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the queue was full", e);
    }
  }

  private double streamSeconds(
      Embedder model, BenchStages stages, TopicNames topics, int documents, int workers)
      throws InterruptedException {
    FirstBatchClock clock = new FirstBatchClock(model);
    try (BenchStream stream =
        BenchStream.pipeline(
            clock,
            GlossaPlans.batching(workers),
            stages,
            topics,
            wires.apply(topics),
            directory,
            Map.of("bootstrap.servers", bootstrapServers))) {
      stream.start();
      stream.awaitSettled(documents, LIMIT);
      return clock.secondsSinceFirstBatch();
    }
  }

  private static void put(
      Map<String, double[]> rates, String name, int rounds, int round, double value) {
    rates.computeIfAbsent(name, n -> new double[rounds])[round] = value;
  }
}
