package io.glossa.cli.bench;

import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.BundleSource;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import io.glossa.embedding.djl.ExecutionPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Glossa's own ways to run an encoder, through its public API. */
final class GlossaPlans {

  private GlossaPlans() {}

  /** All plans that may run; the first one is what the others must agree with. */
  static List<String> names() {
    return DjlEmbedders.plans().stream().map(ExecutionPlan::id).toList();
  }

  /** The plan that Glossa takes on this machine when nobody chooses. */
  static String chosen(Path bundle) {
    try (Embedder embedder = DjlEmbedders.load(ModelBundle.open(bundle), new DjlSettings(1))) {
      return embedder.model().plan();
    }
  }

  /** The only place that builds a runtime. */
  static Embedder load(Path bundle, String plan, int workers) {
    DjlEmbedders.startEngine();
    return DjlEmbedders.load(ModelBundle.open(bundle), settings(plan, workers));
  }

  /** How texts are gathered: as the application does it when nothing is configured. */
  static BatchingPolicy batching(int workers) {
    BatchingPolicy usual = BatchingPolicy.defaults();
    return new BatchingPolicy(
        usual.maxTexts(), usual.paddedTokens(), usual.linger(), usual.queueTexts(), workers);
  }

  /** Bytes on disk of the transformer's weights under a plan, without the token table. */
  static OptionalLong transformerBytes(Path bundle, String plan) {
    long bytes =
        DjlEmbedders.programBytes(
            ModelBundle.open(bundle), ExecutionPlan.named(plan), settings(plan, 1));
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static DjlSettings settings(String plan, int workers) {
    return new DjlSettings(workers, ExecutionPlan.named(plan), BundleSource.defaultCache());
  }
}
