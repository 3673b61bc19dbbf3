package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model on disk, checked: what {@code glossa.json} says holds for the files beside it.
 *
 * @param directory in the layout of sentence-transformers
 * @param manifest of the bundle, or made up from the files where there is none
 * @param layout of the files
 */
public record ModelBundle(Path directory, BundleManifest manifest, BundleLayout layout) {

  /** A static table reads texts of any length; chunking, not the model, bounds them. */
  private static final int MAX_TOKENS_OF_STATIC_TABLE = 8192;

  /**
   * Opens a bundle, or a plain sentence-transformers directory: its id is then the directory's name
   * and its revision is computed.
   *
   * <p>The revision is the SHA-256 of the lines {@code <sha256 of the file> <relative path>\n} of
   * all files in the order of the UTF-8 bytes of their paths, as {@code sha256sum} prints them;
   * {@code glossa.json}, {@code README.md} and hidden files are left out.
   *
   * @throws BundleException when files are missing, damaged, or of an unsupported kind
   */
  public static ModelBundle open(Path directory) {
    return open(directory, BundleOverrides.NONE);
  }

  /**
   * Opens a bundle with some of what its files say replaced; the revision then tells it apart from
   * the plain one.
   *
   * @throws BundleException when files are missing, damaged, or of an unsupported kind, or when the
   *     overrides ask for what the model does not have
   */
  public static ModelBundle open(Path directory, BundleOverrides overrides) {
    ModelBundle plain = openPlain(directory);
    int full = plain.manifest.dimension();
    if (!overrides.pooling().isEmpty() && !overrides.pooling().equals(plain.manifest.pooling())) {
      full = dimension(directory, plain.layout.withPooling(overrides.pooling()));
    }
    return new ModelBundle(directory, overrides.applyTo(plain.manifest, full), plain.layout);
  }

  private static ModelBundle openPlain(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BundleException(
          ("no model bundle at %s: no such directory, and no preset has that name (./glossa models"
                  + " list)")
              .formatted(directory));
    }
    BundleLayout layout = BundleLayout.read(directory);
    String revision = BundleFiles.revision(directory);
    Path manifestFile = directory.resolve(BundleManifest.FILE_NAME);
    if (!Files.exists(manifestFile)) {
      return new ModelBundle(directory, fromFiles(directory, layout, revision), layout);
    }
    BundleManifest manifest = BundleManifest.parse(bytes(manifestFile), manifestFile.toString());
    if (!manifest.revision().equals(revision)) {
      throw new BundleException(
          "%s names revision %s but its files hash to %s; the bundle is damaged or was changed"
              .formatted(manifestFile, manifest.revision(), revision));
    }
    if (!manifest.pooling().equals(layout.pooling())
        || manifest.normalised() != layout.normalised()) {
      throw new BundleException(
          "%s says pooling %s, normalised %s; modules.json says %s, %s"
              .formatted(
                  manifestFile,
                  manifest.pooling(),
                  manifest.normalised(),
                  layout.pooling(),
                  layout.normalised()));
    }
    return new ModelBundle(directory, manifest, layout);
  }

  private static BundleManifest fromFiles(Path directory, BundleLayout layout, String revision) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return new BundleManifest(
        BundleManifest.FORMAT,
        name == null ? "unnamed" : name.toString(),
        revision,
        dimension(directory, layout),
        maxTokens(directory, layout),
        layout.pooling(),
        BundleManifest.LAST_LAYER,
        layout.normalised(),
        prompts(directory),
        List.of(),
        "",
        BundleFiles.contents(directory),
        Map.of(),
        Map.of());
  }

  private static int dimension(Path directory, BundleLayout layout) {
    int full =
        switch (layout.architecture()) {
          case STATIC -> {
            try (ModelWeights weights = ModelWeights.open(layout.modelDirectory())) {
              yield Math.toIntExact(weights.staticTable().shape().get(1));
            }
          }
          case BERT, ROBERTA, MPNET -> {
            int hidden = BundleFiles.readTree(layout.config()).path("hidden_size").asInt();
            int pooled = hidden * layout.pooling().size();
            yield layout.dense().isEmpty()
                ? pooled
                : layout.dense().get(layout.dense().size() - 1).outputs();
          }
        };
    int kept = sentenceTransformers(directory).path("truncate_dim").asInt();
    return kept > 0 && kept < full ? kept : full;
  }

  private static int maxTokens(Path directory, BundleLayout layout) {
    int limit =
        switch (layout.architecture()) {
          case STATIC -> MAX_TOKENS_OF_STATIC_TABLE;
          case BERT -> positions(layout);
          // The places of the padding token and of those before it are never used.
          case ROBERTA, MPNET -> positions(layout) - paddingToken(layout) - 1;
        };
    for (Path place : List.of(directory, layout.modelDirectory())) {
      Path file = place.resolve("sentence_bert_config.json");
      int named =
          Files.exists(file) ? BundleFiles.readTree(file).path("max_seq_length").asInt() : 0;
      if (named > 0) {
        return Math.min(named, limit);
      }
    }
    return limit;
  }

  private static int positions(BundleLayout layout) {
    return BundleFiles.readTree(layout.config()).path("max_position_embeddings").asInt();
  }

  private static int paddingToken(BundleLayout layout) {
    return BundleFiles.readTree(layout.config()).path("pad_token_id").asInt(1);
  }

  private static Map<String, String> prompts(Path directory) {
    Map<String, String> prompts = new HashMap<>();
    JsonNode config = sentenceTransformers(directory);
    config
        .path("prompts")
        .properties()
        .forEach(prompt -> prompts.put(prompt.getKey(), prompt.getValue().asText()));
    String preferred = config.path("default_prompt_name").asText("");
    if (!prompts.containsKey("document") && prompts.containsKey(preferred)) {
      prompts.put("document", prompts.get(preferred));
    }
    return prompts;
  }

  private static JsonNode sentenceTransformers(Path directory) {
    Path config = directory.resolve("config_sentence_transformers.json");
    return Files.exists(config) ? BundleFiles.readTree(config) : MissingNode.getInstance();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
  }
}
