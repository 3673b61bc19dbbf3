package io.glossa.embedding.djl;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.InferenceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the plan with which a model runs on this machine: by measurement at the first start, from
 * the report of it afterwards. A plan whose vectors stray from fp32 is refused, at every start, and
 * the next one is taken.
 */
final class PlanSelector {

  private static final Logger log = LoggerFactory.getLogger(PlanSelector.class);

  private static final int TRIAL_TEXTS = 4;
  private static final int TRIAL_TOKENS = 128;
  private static final int TRIAL_RUNS = 7;
  private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PlannedModel model;
  private final PlanStore store;
  private final SelfTest selfTest;

  PlanSelector(PlannedModel model, PlanStore store, SelfTest selfTest) {
    this.model = model;
    this.store = store;
    this.selfTest = selfTest;
  }

  /**
   * The encoder on the fastest plan that is fit.
   *
   * @param candidates plans that this machine can run, most exact first, fp32 among them
   * @param machine processor, engine and GPUs, as the report names them
   * @throws BundleException when not even fp32 is fit
   */
  TransformerEncoder fastest(List<ExecutionPlan> candidates, String machine) {
    Optional<PlanReport> known = store.report().filter(report -> report.machine().equals(machine));
    PlanReport report = known.orElseGet(() -> measure(candidates, machine));
    List<ExecutionPlan> order = new ArrayList<>(candidates);
    order.removeIf(plan -> report.trial(plan).filter(PlanReport.Trial::fit).isEmpty());
    order.sort((a, b) -> Boolean.compare(isChosen(report, b), isChosen(report, a)));
    return firstFit(order);
  }

  /**
   * The encoder on the first plan that is fit.
   *
   * @throws BundleException when none is
   */
  TransformerEncoder firstFit(List<ExecutionPlan> order) {
    Optional<TransformerEncoder> fit = firstFit(order, reference());
    if (fit.isEmpty()) {
      // fp32 is always fit, unless what it is held against is damaged.
      store.deleteReference();
      fit = firstFit(order, reference());
    }
    return fit.orElseThrow(
        () ->
            new BundleException(
                "%s runs on none of the execution plans %s".formatted(model.id(), ids(order))));
  }

  private Optional<TransformerEncoder> firstFit(List<ExecutionPlan> order, float[][] reference) {
    for (ExecutionPlan plan : order) {
      Optional<TransformerEncoder> fit = openFit(plan, reference);
      if (fit.isPresent()) {
        return fit;
      }
      // What lies in the store may be damaged; what is written anew is not.
      store.delete(plan);
      fit = openFit(plan, reference);
      if (fit.isPresent()) {
        return fit;
      }
    }
    return Optional.empty();
  }

  private Optional<TransformerEncoder> openFit(ExecutionPlan plan, float[][] reference) {
    TransformerEncoder encoder = null;
    double cosine;
    try {
      encoder = model.open(plan, store);
      cosine = SelfTest.leastCosine(selfTest.vectors(encoder), reference);
    } catch (BundleException | InferenceException e) {
      closeIfOpen(encoder);
      log.warn("plan {} of {} is refused: {}", plan.id(), model.id(), e.getMessage());
      return Optional.empty();
    }
    if (cosine >= plan.leastCosine()) {
      log.info(
          "model {} runs on plan {}, cosine to fp32 at least {}",
          model.id(),
          plan.id(),
          String.format(Locale.ROOT, "%.6f", cosine));
      return Optional.of(encoder);
    }
    encoder.close();
    log.warn("plan {} of {} is refused: {}", plan.id(), model.id(), strays(plan, cosine));
    return Optional.empty();
  }

  private PlanReport measure(List<ExecutionPlan> candidates, String machine) {
    float[][] reference = reference();
    List<PlanReport.Trial> trials = new ArrayList<>();
    for (ExecutionPlan plan : candidates) {
      trials.add(measure(plan, reference));
      log.info("plan tried for {}: {}", model.id(), trials.get(trials.size() - 1));
    }
    PlanReport report = PlanReport.of(machine, trials);
    store.save(report);
    candidates.stream().filter(plan -> !isChosen(report, plan)).forEach(store::delete);
    return report;
  }

  private PlanReport.Trial measure(ExecutionPlan plan, float[][] reference) {
    TransformerEncoder encoder = null;
    try {
      encoder = model.open(plan, store);
      double cosine = SelfTest.leastCosine(selfTest.vectors(encoder), reference);
      String refusal = cosine >= plan.leastCosine() ? "" : strays(plan, cosine);
      return new PlanReport.Trial(
          plan.id(), cosine, tokensPerSecond(encoder), store.programBytes(plan), refusal);
    } catch (BundleException | InferenceException e) {
      return new PlanReport.Trial(plan.id(), 0, 0, 0, String.valueOf(e.getMessage()));
    } finally {
      closeIfOpen(encoder);
    }
  }

  private static void closeIfOpen(@Nullable TransformerEncoder encoder) {
    if (encoder != null) {
      encoder.close();
    }
  }

  /** The fastest of some runs: what is slower was disturbed. */
  private double tokensPerSecond(TransformerEncoder encoder) {
    int tokens = Math.min(TRIAL_TOKENS, model.maxTokens());
    Random random = new Random(1);
    List<EncodedText> texts = new ArrayList<>();
    for (int i = 0; i < TRIAL_TEXTS; i++) {
      texts.add(EncodedText.of(random.ints(tokens, 0, model.vocabulary()).toArray()));
    }
    encoder.encode(texts);
    long start = System.nanoTime();
    long fastest = Long.MAX_VALUE;
    for (int run = 0; run < TRIAL_RUNS && System.nanoTime() - start < TRIAL_NANOS; run++) {
      long begin = System.nanoTime();
      encoder.encode(texts);
      fastest = Math.min(fastest, System.nanoTime() - begin);
    }
    return TRIAL_TEXTS * tokens * 1e9 / fastest;
  }

  /** The fp32 plan; its program is written anew when the one in the store is damaged. */
  private TransformerEncoder openExact() {
    try {
      return model.open(ExecutionPlan.FP32, store);
    } catch (BundleException e) {
      log.warn("a program of {} is damaged and is written anew: {}", model.id(), e.getMessage());
      store.delete(ExecutionPlan.FP32);
      return model.open(ExecutionPlan.FP32, store);
    }
  }

  /** From the store, else computed by the fp32 plan. */
  private float[][] reference() {
    Optional<float[][]> stored =
        store.reference().filter(rows -> rows.length == selfTest.texts().size());
    if (stored.isPresent()) {
      return stored.get();
    }
    try (TransformerEncoder exact = openExact()) {
      float[][] vectors = selfTest.vectors(exact);
      for (float[] vector : vectors) {
        for (float component : vector) {
          if (!Float.isFinite(component)) {
            throw new BundleException(
                "%s gives a vector that is not finite: its weights are damaged"
                    .formatted(model.id()));
          }
        }
      }
      store.save(vectors);
      return vectors;
    }
  }

  private static boolean isChosen(PlanReport report, ExecutionPlan plan) {
    return report.chosen().equals(plan.id());
  }

  private static String strays(ExecutionPlan plan, double cosine) {
    return String.format(
        Locale.ROOT,
        "its vectors stray from fp32: cosine %.5f, expected at least %s",
        cosine,
        plan.leastCosine());
  }

  private static Set<String> ids(List<ExecutionPlan> plans) {
    Set<String> ids = new LinkedHashSet<>();
    plans.forEach(plan -> ids.add(plan.id()));
    return ids;
  }

  /** Plans that a machine can run, most exact first. */
  static List<ExecutionPlan> candidates(CpuFeatures cpu, int gpus) {
    return Arrays.stream(ExecutionPlan.values())
        .filter(
            plan ->
                switch (plan) {
                  case FP32 -> true;
                  case FP32_PACKED -> cpu.x86();
                  case BF16_PACKED -> cpu.x86() && cpu.hasBfloat16();
                  case INT8 -> cpu.x86() && cpu.hasInt8();
                  case CUDA_FP16, CUDA_BF16 -> gpus > 0;
                })
        .toList();
  }
}
