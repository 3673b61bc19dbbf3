package io.glossa.embedding.djl;

import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Safetensors.Tensor;

/** A transformer bundle that can be opened on any plan. The weights stay open for as long. */
final class PlannedModel {

  private final BundleManifest manifest;
  private final EncoderConfig config;
  private final TextHead head;
  private final ModelWeights weights;
  private final Tensor words;
  private final int workers;
  private final int gpus;

  /**
   * @param weights of the encoder
   * @param workers on the CPU
   * @param gpus that the engine sees
   */
  PlannedModel(
      ModelBundle bundle, EncoderConfig config, ModelWeights weights, int workers, int gpus) {
    this.manifest = bundle.manifest();
    this.config = config;
    this.head = TextHead.of(manifest, bundle.layout().dense(), config);
    this.weights = weights;
    this.words =
        Weights.checked(
            weights,
            EncoderNames.in(weights, config.architecture()).words(),
            config.vocabulary(),
            config.hidden());
    this.workers = workers;
    this.gpus = gpus;
  }

  String id() {
    return manifest.id();
  }

  int maxTokens() {
    return manifest.maxTokens();
  }

  int vocabulary() {
    return config.vocabulary();
  }

  /** Loads the program of a plan; writes it first where the store has none. */
  TransformerEncoder open(ExecutionPlan plan, PlanStore store) {
    EncoderProgram program = new EncoderProgram(config, head, plan.kernel());
    store.ensure(plan, file -> program.write(weights, file));
    return TransformerEncoder.load(
        store.program(plan),
        plan,
        words,
        new TransformerEncoder.Shape(manifest.maxTokens(), head.dimension()),
        plan.onGpu() ? gpus : workers);
  }
}
