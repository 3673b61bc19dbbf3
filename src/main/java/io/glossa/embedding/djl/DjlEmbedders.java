package io.glossa.embedding.djl;

import ai.djl.ndarray.NDManager;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleLayout;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelBundle;
import io.glossa.embedding.ModelDescription;
import io.glossa.embedding.Safetensors;

/** Loads model bundles. */
public final class DjlEmbedders {

  private DjlEmbedders() {}

  /**
   * Loads a bundle; the first call of a process starts the engine, which takes seconds.
   *
   * @throws BundleException when weights, tokenizer or manifest are damaged or contradict each
   *     other
   */
  public static Embedder load(ModelBundle bundle, DjlSettings settings) {
    BundleLayout layout = bundle.layout();
    BundleManifest manifest = bundle.manifest();
    NDManager weights = DjlEngine.newScope();
    try (Safetensors file = Safetensors.open(layout.weights())) {
      TokenEncoder encoder =
          switch (layout.architecture()) {
            case STATIC -> StaticEncoder.load(weights, file);
            case BERT -> bert(weights, file, layout, manifest);
          };
      if (encoder.dimension() != manifest.dimension()) {
        throw new BundleException(
            "%s names dimension %d; its weights have %d"
                .formatted(bundle.directory(), manifest.dimension(), encoder.dimension()));
      }
      // sentence-transformers gives special tokens to a transformer and none to a static table.
      boolean specialTokens = layout.architecture() == BundleLayout.Architecture.BERT;
      BundleTokenizer tokenizer =
          BundleTokenizer.load(layout.tokenizer(), specialTokens, manifest.documentPrompt());
      ModelDescription model =
          new ModelDescription(
              manifest.identity(),
              manifest.dimension(),
              manifest.maxTokens(),
              tokenizer.addedTokens(),
              manifest.normalised());
      return new DjlEmbedder(model, tokenizer, encoder, weights, settings);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private static BertEncoder bert(
      NDManager weights, Safetensors file, BundleLayout layout, BundleManifest manifest) {
    BertConfig config = BertConfig.read(layout.modelDirectory().resolve("config.json"));
    if (manifest.maxTokens() > config.positions()) {
      throw new BundleException(
          "%s takes %d tokens; the manifest names %d"
              .formatted(manifest.id(), config.positions(), manifest.maxTokens()));
    }
    return BertEncoder.load(weights, file, config, layout.pooling());
  }
}
