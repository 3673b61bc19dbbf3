package io.glossa.cli.bench;

import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.djl.DjlEmbedders;
import io.glossa.embedding.djl.DjlSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Glossa's own ways to run an encoder, through its public API. */
final class GlossaPlans {

  private static final String FP32 = "fp32";

  private GlossaPlans() {}

  /** All plans that may run; the first one is what the others must agree with. */
  static List<String> names() {
    return List.of(FP32);
  }

  /** The plan that Glossa takes on this machine when nobody chooses. */
  static String chosen(Path bundle) {
    return FP32;
  }

  /** The only place that builds a runtime. */
  static Embedder load(Path bundle, String plan, int workers) {
    if (!names().contains(plan)) {
      throw new IllegalArgumentException(
          "execution plan '%s'; expected one of %s".formatted(plan, names()));
    }
    return DjlEmbedders.load(ModelBundle.open(bundle), new DjlSettings(workers));
  }

  /** How texts are gathered: as the application does it when nothing is configured. */
  static BatchingPolicy batching(int workers) {
    BatchingPolicy usual = BatchingPolicy.defaults();
    return new BatchingPolicy(
        usual.maxTexts(), usual.maxPaddedTokens(), usual.linger(), usual.queueTexts(), workers);
  }

  /** Bytes on disk of the transformer's weights under a plan, without tables of embeddings. */
  static OptionalLong transformerBytes(Path bundle, String plan) {
    return OptionalLong.empty();
  }
}
