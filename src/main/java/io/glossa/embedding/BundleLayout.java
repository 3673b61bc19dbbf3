package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code modules.json} of a sentence-transformers directory describes.
 *
 * @param architecture the first module
 * @param modelDirectory where {@code model.safetensors} and {@code tokenizer.json} lie
 * @param pooling {@link Pooling#MEAN} for a static table
 * @param normalised whether a {@code Normalize} module ends the list
 */
public record BundleLayout(
    Architecture architecture, Path modelDirectory, Pooling pooling, boolean normalised) {

  /** The kinds of model that Glossa runs. */
  public enum Architecture {
    /** A table of token vectors; a text is their mean. */
    STATIC,
    /** A BERT encoder. */
    BERT
  }

  private static final String SUPPORTED =
      "supported are StaticEmbedding [+ Normalize] and Transformer of model_type bert + Pooling"
          + " (mean or cls) [+ Normalize]";

  public Path weights() {
    return modelDirectory.resolve("model.safetensors");
  }

  public Path tokenizer() {
    return modelDirectory.resolve("tokenizer.json");
  }

  static BundleLayout read(Path directory) {
    Path modulesFile = directory.resolve("modules.json");
    if (!Files.isRegularFile(modulesFile)) {
      throw new BundleException(
          "no model bundle in %s: modules.json is missing; expected the layout of"
                  .formatted(directory)
              + " sentence-transformers");
    }
    List<String> types = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (JsonNode module : BundleFiles.readTree(modulesFile)) {
      String type = module.path("type").asText();
      types.add(type.substring(type.lastIndexOf('.') + 1));
      paths.add(directory.resolve(module.path("path").asText()).normalize());
    }
    boolean normalised = !types.isEmpty() && types.get(types.size() - 1).equals("Normalize");
    List<String> rest = types.subList(0, normalised ? types.size() - 1 : types.size());
    BundleLayout layout;
    if (rest.equals(List.of("StaticEmbedding"))) {
      layout = new BundleLayout(Architecture.STATIC, paths.get(0), Pooling.MEAN, normalised);
    } else if (rest.equals(List.of("Transformer", "Pooling"))) {
      requireBert(paths.get(0).resolve("config.json"));
      Pooling pooling = pooling(paths.get(1).resolve("config.json"));
      layout = new BundleLayout(Architecture.BERT, paths.get(0), pooling, normalised);
    } else {
      throw new BundleException(
          "%s describes the modules %s; %s".formatted(modulesFile, types, SUPPORTED));
    }
    requireFile(layout.weights());
    requireFile(layout.tokenizer());
    return layout;
  }

  private static void requireBert(Path configFile) {
    requireFile(configFile);
    String type = BundleFiles.readTree(configFile).path("model_type").asText();
    if (!type.equals("bert")) {
      throw new BundleException(
          "%s is of model_type '%s'; %s".formatted(configFile, type, SUPPORTED));
    }
  }

  private static Pooling pooling(Path configFile) {
    requireFile(configFile);
    List<String> modes = new ArrayList<>();
    BundleFiles.readTree(configFile)
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(field.getKey().substring("pooling_mode_".length()));
              }
            });
    if (modes.equals(List.of("mean_tokens"))) {
      return Pooling.MEAN;
    }
    if (modes.equals(List.of("cls_token"))) {
      return Pooling.CLS;
    }
    throw new BundleException(
        "%s pools by %s; supported are mean_tokens and cls_token, one of them"
            .formatted(configFile, modes));
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BundleException("the model bundle is incomplete: %s is missing".formatted(file));
    }
  }
}
