package io.glossa.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The encoder against its peers, over random weights of a model's shape: speed does not depend on
 * what a model has learnt. Ratios compare within one round of one run.
 */
public final class EncoderBench {

  /** Threads that call a contestant at the same time at most. */
  private static final int THREADS = 2;

  private static final long MIX_SEED = 3;

  private final EncoderBenchPlan plan;
  private final List<EncoderPeer> peers;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * A benchmark.
   *
   * @param peers to measure against; without any there are no ratios
   * @param directory for the bundle, empty; the caller deletes it
   * @param progress told what is being measured, and who is left out and why
   */
  public EncoderBench(
      EncoderBenchPlan plan, List<EncoderPeer> peers, Path directory, Consumer<String> progress) {
    this.plan = plan;
    this.peers = List.copyOf(peers);
    this.directory = directory;
    this.progress = progress;
  }

  /** Runs everything; minutes. */
  public List<BenchResult> run() throws IOException, InterruptedException {
    progress.accept("writing a bundle with random weights");
    SyntheticVocabulary vocabulary = new SyntheticVocabulary(plan.shape().vocabulary());
    Path bundle = SyntheticBundle.write(plan.shape(), vocabulary, directory.resolve("bench-bert"));
    List<BenchResult> results = new ArrayList<>();
    String chosen;
    try (EncoderField field = new EncoderField(bundle, vocabulary, peers, THREADS, progress);
        EncoderRates rates = new EncoderRates(field, plan, vocabulary, progress)) {
      chosen = field.chosenPlan();
      progress.accept("Glossa's plan is " + chosen);
      results.add(BenchResult.ofRounds("encoder.chosen." + chosen, "plan", 1));
      results.addAll(rates.batches());
      results.addAll(rates.mix());
      progress.accept("latency");
      EncoderWaits waits = new EncoderWaits(field.chosenEmbedder(), vocabulary);
      results.addAll(waits.latency(plan.latencyTexts(), plan.tokens()));
      results.add(waits.document());
      for (EncoderContestant own : field.plans()) {
        results.addAll(size(bundle, own.name()));
      }
    }
    progress.accept("starts of a fresh process");
    results.addAll(
        new EncoderStarts(bundle, chosen)
            .measure(plan.children(), plan.mix().draw(vocabulary, MIX_SEED)));
    return List.copyOf(results);
  }

  private static List<BenchResult> size(Path bundle, String name) {
    OptionalLong fp32 = GlossaPlans.transformerBytes(bundle, "fp32");
    OptionalLong bytes = GlossaPlans.transformerBytes(bundle, name);
    if (fp32.isEmpty() || bytes.isEmpty()) {
      return List.of();
    }
    double ratio = (double) bytes.getAsLong() / fp32.getAsLong();
    return List.of(BenchResult.ofRounds("encoder.plan-size-ratio." + name, "ratio", ratio));
  }
}
