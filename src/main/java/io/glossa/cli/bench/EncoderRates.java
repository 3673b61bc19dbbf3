package io.glossa.cli.bench;

import io.glossa.cli.bench.InterleavedRounds.Task;
import io.glossa.cli.bench.InterleavedRounds.Work;
import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.djl.MatrixProduct;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Texts per second of every contestant in interleaved rounds, and the ratios between them. */
final class EncoderRates implements AutoCloseable {

  private static final List<Integer> BATCHES = List.of(1, 8, 32);
  private static final int LARGEST_BATCH = 32;
  private static final List<Integer> WORKERS = List.of(1, 2);
  private static final String MATRIX = "matmul.";
  private static final long SEED = 3;

  private final EncoderField field;
  private final EncoderBenchPlan plan;
  private final SyntheticVocabulary vocabulary;
  private final Consumer<String> progress;
  private final Crew crew = new Crew();

  EncoderRates(
      EncoderField field,
      EncoderBenchPlan plan,
      SyntheticVocabulary vocabulary,
      Consumer<String> progress) {
    this.field = field;
    this.plan = plan;
    this.vocabulary = vocabulary;
    this.progress = progress;
  }

  /** Batches of 1, 8 and 32 texts of one length, and matrix products beside them. */
  List<BenchResult> batches() throws InterruptedException {
    List<Task> tasks = new ArrayList<>();
    Map<String, MatrixProduct> products = new LinkedHashMap<>();
    for (int workers : WORKERS) {
      for (int batch : BATCHES) {
        for (EncoderContestant contestant : contestants(workers)) {
          tasks.add(batchTask(contestant, batch, workers));
        }
      }
    }
    int rows = LARGEST_BATCH * plan.tokens();
    for (EncoderContestant own : field.plans()) {
      MatrixProduct.of(own.name(), rows, plan.shape().hidden(), plan.shape().intermediate())
          .ifPresent(product -> products.put(own.name(), product));
    }
    products.forEach((name, product) -> tasks.add(matrixTask(name, product)));
    Map<String, double[]> rates;
    try {
      rates = rounds("batches", plan.rounds()).rates(tasks);
    } finally {
      products.values().forEach(MatrixProduct::close);
    }
    List<BenchResult> results = new ArrayList<>();
    for (int workers : WORKERS) {
      for (int batch : BATCHES) {
        results.addAll(compared(rates, "b" + batch + suffix(workers), workers));
      }
    }
    products.keySet().forEach(name -> results.addAll(shares(rates, name)));
    return results;
  }

  /** The mix of lengths: Glossa's micro-batcher against batches of 32 in the order of arrival. */
  List<BenchResult> mix() throws InterruptedException {
    int[][] texts = plan.mix().draw(vocabulary, SEED);
    List<Task> tasks = new ArrayList<>();
    List<MicroBatcher> batchers = new ArrayList<>();
    try {
      for (int workers : WORKERS) {
        MicroBatcher batcher =
            new MicroBatcher(
                field.chosenEmbedder(), GlossaPlans.batching(workers), BatchObserver.NONE);
        batchers.add(batcher);
        tasks.add(batchedTask(batcher, texts, workers));
        for (EncoderContestant peer : field.peers()) {
          tasks.add(arrivalTask(peer, texts, workers));
        }
      }
      Map<String, double[]> rates = rounds("mix of lengths", plan.mixRounds()).rates(tasks);
      List<BenchResult> results = new ArrayList<>();
      for (int workers : WORKERS) {
        results.addAll(compared(rates, "mix" + suffix(workers), workers));
      }
      return results;
    } finally {
      batchers.forEach(MicroBatcher::close);
    }
  }

  private InterleavedRounds rounds(String what, int count) {
    return new InterleavedRounds(
        count,
        Duration.ofMillis(plan.leastMillis()),
        round -> progress.accept(what + ", " + round));
  }

  /** Plans that were not chosen run on one worker only: nobody waits for their other figures. */
  private List<EncoderContestant> contestants(int workers) {
    List<EncoderContestant> all = new ArrayList<>();
    for (EncoderContestant own : field.plans()) {
      if (workers == 1 || own.name().equals(field.chosenPlan())) {
        all.add(own);
      }
    }
    all.addAll(field.peers());
    return all;
  }

  private Task batchTask(EncoderContestant contestant, int batch, int workers) {
    Random random = new Random(SEED);
    int[][] texts = new int[batch][];
    for (int i = 0; i < batch; i++) {
      texts[i] = vocabulary.ids(random, plan.tokens());
    }
    Work work =
        times ->
            crew.run(
                workers,
                () -> {
                  for (int i = 0; i < times; i++) {
                    contestant.session().embed(texts);
                  }
                });
    return new Task(key(contestant.name(), "b" + batch + suffix(workers)), workers * batch, work);
  }

  private static Task matrixTask(String name, MatrixProduct product) {
    return new Task(
        MATRIX + name,
        product.flops() / 1e9,
        times -> {
          for (int i = 0; i < times; i++) {
            product.run();
          }
        });
  }

  private Task batchedTask(MicroBatcher batcher, int[][] texts, int workers) {
    List<EncodedText> encoded = Arrays.stream(texts).map(EncodedText::of).toList();
    return new Task(
        key(field.chosenPlan(), "mix" + suffix(workers)),
        texts.length,
        times -> submitAll(batcher, encoded.subList(0, Math.min(LARGEST_BATCH, encoded.size()))),
        times -> {
          for (int i = 0; i < times; i++) {
            submitAll(batcher, encoded);
          }
        });
  }

  private static void submitAll(MicroBatcher batcher, List<EncodedText> texts)
      throws InterruptedException {
    List<CompletableFuture<Embedding>> vectors = new ArrayList<>(texts.size());
    for (EncodedText text : texts) {
      vectors.add(batcher.submit(text));
    }
    vectors.forEach(CompletableFuture::join);
  }

  private Task arrivalTask(EncoderContestant peer, int[][] texts, int workers) {
    List<int[][]> batches = new ArrayList<>();
    for (int from = 0; from < texts.length; from += LARGEST_BATCH) {
      batches.add(Arrays.copyOfRange(texts, from, Math.min(texts.length, from + LARGEST_BATCH)));
    }
    return new Task(
        key(peer.name(), "mix" + suffix(workers)),
        texts.length,
        times -> peer.session().embed(batches.get(0)),
        times -> {
          for (int i = 0; i < times; i++) {
            AtomicInteger next = new AtomicInteger();
            crew.run(
                workers,
                () -> {
                  for (int n = next.getAndIncrement();
                      n < batches.size();
                      n = next.getAndIncrement()) {
                    peer.session().embed(batches.get(n));
                  }
                });
          }
        });
  }

  /** Rates of all, and the chosen plan's against each peer, round by round. */
  private List<BenchResult> compared(Map<String, double[]> rates, String what, int workers) {
    List<BenchResult> results = new ArrayList<>();
    for (EncoderContestant peer : field.peers()) {
      results.add(
          BenchResult.ofRounds(
              "encoder.vs-" + peer.name() + "." + what,
              "ratio",
              quotients(
                  values(rates, key(field.chosenPlan(), what)),
                  values(rates, key(peer.name(), what)))));
    }
    for (EncoderContestant contestant : contestants(workers)) {
      double[] measured = rates.get(key(contestant.name(), what));
      if (measured != null) {
        results.add(
            BenchResult.ofRounds(
                "encoder." + contestant.name() + "." + what + ".texts-per-s", "texts/s", measured));
      }
    }
    return results;
  }

  /** What a plan makes of the rate of the matrix product alone. */
  private List<BenchResult> shares(Map<String, double[]> rates, String name) {
    double gigaflops = plan.shape().flops(plan.tokens()) / 1e9;
    double[] texts = values(rates, key(name, "b" + LARGEST_BATCH));
    double[] encoder = Arrays.stream(texts).map(rate -> rate * gigaflops).toArray();
    double[] product = values(rates, MATRIX + name);
    double[] share = quotients(encoder, product);
    List<BenchResult> results = new ArrayList<>();
    if (name.equals(field.chosenPlan())) {
      results.add(BenchResult.ofRounds("encoder.matmul-share", "ratio", share));
    }
    String prefix = "encoder." + name + ".";
    results.add(BenchResult.ofRounds(prefix + "matmul-share", "ratio", share));
    results.add(BenchResult.ofRounds(prefix + "gflop-per-s", "GFLOP/s", encoder));
    results.add(BenchResult.ofRounds(prefix + "matmul.gflop-per-s", "GFLOP/s", product));
    return results;
  }

  private static double[] values(Map<String, double[]> rates, String key) {
    return Optional.ofNullable(rates.get(key))
        .orElseThrow(() -> new IllegalStateException(key + " was not measured"));
  }

  private static double[] quotients(double[] dividends, double[] divisors) {
    double[] quotients = new double[dividends.length];
    for (int i = 0; i < quotients.length; i++) {
      quotients[i] = dividends[i] / divisors[i];
    }
    return quotients;
  }

  private static String key(String name, String what) {
    return name + "." + what;
  }

  private static String suffix(int workers) {
    return workers == 1 ? "" : ".w" + workers;
  }

  @Override
  public void close() {
    crew.close();
  }
}
