package io.glossa.embedding.djl;

import ai.djl.engine.Engine;
import io.glossa.embedding.Architecture;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleLayout;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.ModelWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads model bundles. */
public final class DjlEmbedders {

  private static final Logger log = LoggerFactory.getLogger(DjlEmbedders.class);

  private DjlEmbedders() {}

  /**
   * Loads a bundle; the first call of a process starts the engine, and the first load of a
   * transformer on a machine measures its execution plans. Both take seconds. The model is warm
   * when this returns.
   *
   * @throws BundleException when weights, tokenizer or manifest are damaged or contradict each
   *     other
   */
  public static Embedder load(ModelBundle bundle, DjlSettings settings) {
    BundleManifest manifest = bundle.manifest();
    // sentence-transformers gives special tokens to a transformer and none to a static table.
    boolean specialTokens = bundle.layout().architecture() != Architecture.STATIC;
    BundleTokenizer tokenizer =
        BundleTokenizer.load(bundle.layout().tokenizer(), specialTokens, manifest.documentPrompt());
    TokenEncoder encoder = null;
    if (manifest.maxTokens() <= tokenizer.addedTokens()) {
      int added = tokenizer.addedTokens();
      tokenizer.close();
      throw new BundleException(
          ("%s is to take %d tokens a text (model.max-tokens), and %d are added to every text;"
                  + " expected at least %d")
              .formatted(manifest.id(), manifest.maxTokens(), added, added + 1));
    }
    try (ModelWeights weights = ModelWeights.open(bundle.layout().modelDirectory())) {
      encoder =
          switch (bundle.layout().architecture()) {
            case STATIC -> StaticEncoder.load(weights, manifest, settings.workers());
            case BERT, ROBERTA, MPNET -> transformer(bundle, weights, tokenizer, settings);
          };
      ModelDescription model =
          new ModelDescription(
              manifest.identity(),
              manifest.dimension(),
              manifest.maxTokens(),
              tokenizer.addedTokens(),
              manifest.normalised(),
              encoder.plan());
      return new DjlEmbedder(model, tokenizer, manifest.queryPrompt(), encoder);
    } catch (RuntimeException e) {
      closeAll(encoder, tokenizer);
      throw e;
    }
  }

  /**
   * Starts the engine in the background, while files are still fetched or checked; what goes wrong
   * shows when a model is loaded. Optional.
   */
  public static void startEngine() {
    Thread starter = new Thread(DjlEngine::engine, "engine-start");
    starter.setDaemon(true);
    starter.setUncaughtExceptionHandler(
        (thread, e) -> log.debug("the engine did not start in the background", e));
    starter.start();
  }

  /** How the execution plans of a bundle fared where it was loaded last; says on which machine. */
  public static Optional<PlanReport> report(ModelBundle bundle, DjlSettings settings) {
    return PlanStore.of(bundle, settings.cache()).report();
  }

  /** The plans that this machine can run, most exact first. */
  public static List<ExecutionPlan> plans() {
    return PlanSelector.candidates(CpuFeatures.ofThisMachine(), DjlEngine.gpus());
  }

  /**
   * Bytes on disk of a transformer's program under a plan: all weights but the token table, which
   * stays in the bundle. 0 when the plan was not loaded by name.
   */
  public static long programBytes(ModelBundle bundle, ExecutionPlan plan, DjlSettings settings) {
    return PlanStore.of(bundle, settings.cache()).programBytes(plan);
  }

  private static TransformerEncoder transformer(
      ModelBundle bundle, ModelWeights weights, BundleTokenizer tokenizer, DjlSettings settings) {
    BundleManifest manifest = bundle.manifest();
    BundleLayout layout = bundle.layout();
    EncoderConfig config = EncoderConfig.read(layout);
    if (manifest.maxTokens() > config.positions()) {
      throw new BundleException(
          "%s takes %d tokens; the manifest names %d"
              .formatted(manifest.id(), config.positions(), manifest.maxTokens()));
    }
    Engine engine = DjlEngine.engine();
    PlannedModel model =
        new PlannedModel(bundle, config, weights, settings.workers(), DjlEngine.gpus());
    PlanStore store = PlanStore.of(bundle, settings.cache());
    PlanSelector selector =
        new PlanSelector(model, store, SelfTest.with(tokenizer, manifest.maxTokens()));
    List<ExecutionPlan> candidates = plans();
    ExecutionPlan wanted = settings.plan();
    if (wanted != null && candidates.contains(wanted)) {
      return selector.firstFit(downFrom(wanted, candidates));
    }
    if (wanted != null) {
      log.warn(
          "plan {} does not run on {}; the fastest of {} is taken",
          wanted.id(),
          machine(engine),
          candidates.stream().map(ExecutionPlan::id).toList());
    }
    return selector.fastest(candidates, machine(engine));
  }

  /** The plan that was asked for, then those that are more exact, nearest first. */
  private static List<ExecutionPlan> downFrom(
      ExecutionPlan wanted, List<ExecutionPlan> candidates) {
    List<ExecutionPlan> order =
        new ArrayList<>(candidates.subList(0, candidates.indexOf(wanted) + 1));
    Collections.reverse(order);
    return order;
  }

  private static String machine(Engine engine) {
    return "%s, PyTorch %s, %d GPUs"
        .formatted(CpuFeatures.ofThisMachine(), engine.getVersion(), DjlEngine.gpus());
  }

  private static void closeAll(@Nullable TokenEncoder encoder, BundleTokenizer tokenizer) {
    if (encoder != null) {
      encoder.close();
    }
    tokenizer.close();
  }
}
