package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
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
    if (!Files.isDirectory(directory)) {
      throw new BundleException("no model bundle at %s: no directory".formatted(directory));
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
    if (manifest.pooling() != layout.pooling() || manifest.normalised() != layout.normalised()) {
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
        dimension(layout),
        maxTokens(directory, layout),
        layout.pooling(),
        layout.normalised(),
        prompts(directory),
        List.of(),
        "",
        BundleFiles.contents(directory),
        Map.of(),
        Map.of());
  }

  private static int dimension(BundleLayout layout) {
    return switch (layout.architecture()) {
      case STATIC -> {
        try (Safetensors weights = Safetensors.open(layout.weights())) {
          List<Long> shape = weights.staticTable().shape();
          yield Math.toIntExact(shape.get(shape.size() - 1));
        }
      }
      case BERT -> bertConfig(layout).path("hidden_size").asInt();
    };
  }

  private static int maxTokens(Path directory, BundleLayout layout) {
    Path sentenceConfig = directory.resolve("sentence_bert_config.json");
    if (Files.exists(sentenceConfig)) {
      int limit = BundleFiles.readTree(sentenceConfig).path("max_seq_length").asInt();
      if (limit > 0) {
        return limit;
      }
    }
    return switch (layout.architecture()) {
      case STATIC -> MAX_TOKENS_OF_STATIC_TABLE;
      case BERT -> bertConfig(layout).path("max_position_embeddings").asInt();
    };
  }

  private static JsonNode bertConfig(BundleLayout layout) {
    return BundleFiles.readTree(layout.modelDirectory().resolve("config.json"));
  }

  private static Map<String, String> prompts(Path directory) {
    Path config = directory.resolve("config_sentence_transformers.json");
    Map<String, String> prompts = new HashMap<>();
    if (Files.exists(config)) {
      BundleFiles.readTree(config)
          .path("prompts")
          .properties()
          .forEach(prompt -> prompts.put(prompt.getKey(), prompt.getValue().asText()));
    }
    return prompts;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
  }
}
