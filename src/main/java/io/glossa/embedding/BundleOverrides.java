package io.glossa.embedding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a user or a preset says of a model in place of its own files. Empty or zero: as the files
 * say.
 *
 * @param pooling modes, joined in the order of {@link Pooling}
 * @param layers hidden layers whose mean is pooled: 1 is the first, -1 the last, 0 the token
 *     embeddings
 * @param dimension components that are kept (Matryoshka truncation)
 * @param maxTokens tokens of a text at most, special tokens included
 * @param normalised whether vectors get length 1
 * @param prompts texts put before a text, by purpose: {@code document}, {@code query}
 */
public record BundleOverrides(
    List<Pooling> pooling,
    List<Integer> layers,
    int dimension,
    int maxTokens,
    @Nullable Boolean normalised,
    Map<String, String> prompts) {

  /** Everything as the files say. */
  public static final BundleOverrides NONE =
      new BundleOverrides(List.of(), List.of(), 0, 0, null, Map.of());

  public BundleOverrides {
    pooling = pooling.stream().distinct().sorted().toList();
    layers = List.copyOf(layers);
    prompts = Map.copyOf(prompts);
    if (dimension < 0 || maxTokens < 0) {
      throw new IllegalArgumentException(
          "dimension %d and %d tokens of a model; expected positive numbers, or 0 for its own"
              .formatted(dimension, maxTokens));
    }
  }

  /**
   * The manifest with these values in it. Vectors made otherwise are other vectors: where one of
   * the values that shape them differs, the revision becomes the SHA-256 of the revision of the
   * files and of the values, so that they are never mixed with those of the plain model.
   *
   * @param full components that the modules give under this pooling
   * @throws BundleException when more components or tokens are asked for than the model has
   */
  BundleManifest applyTo(BundleManifest manifest, int full) {
    if (dimension > full || maxTokens > manifest.maxTokens()) {
      throw new BundleException(
          "%s has %d components and takes %d tokens; asked for are %d and %d"
              .formatted(manifest.id(), full, manifest.maxTokens(), dimension, maxTokens));
    }
    BundleManifest changed =
        manifest.with(
            dimension == 0 ? full : dimension,
            maxTokens == 0 ? manifest.maxTokens() : maxTokens,
            pooling.isEmpty() ? manifest.pooling() : pooling,
            layers.isEmpty() ? manifest.layers() : layers,
            normalised == null ? manifest.normalised() : normalised,
            merged(manifest.prompts()));
    return shape(changed).equals(shape(manifest))
        ? changed
        : changed.withRevision(
            BundleFiles.sha256(manifest.revision() + "\n" + shape(changed) + "\n"));
  }

  private Map<String, String> merged(Map<String, String> own) {
    Map<String, String> merged = new HashMap<>(own);
    merged.putAll(prompts);
    return merged;
  }

  /** What makes a vector, besides the contents of the bundle. */
  private static String shape(BundleManifest manifest) {
    return new StringJoiner(";")
        .add("pooling=" + manifest.pooling())
        .add("layers=" + manifest.layers())
        .add("dimension=" + manifest.dimension())
        .add("maxTokens=" + manifest.maxTokens())
        .add("normalised=" + manifest.normalised())
        .add("prompt=" + manifest.documentPrompt())
        .toString();
  }
}
