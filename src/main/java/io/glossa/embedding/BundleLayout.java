package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a model, from {@code modules.json} of a sentence-transformers directory or from the
 * {@code config.json} of a plain Hugging Face directory.
 *
 * @param architecture the first module
 * @param modelDirectory where {@code config.json}, weights and {@code tokenizer.json} lie
 * @param pooling at least one; several are joined; {@link Pooling#MEAN} for a static table
 * @param dense layers behind the pooling, in order
 * @param normalised whether a {@code Normalize} module ends the list
 */
public record BundleLayout(
    Architecture architecture,
    Path modelDirectory,
    List<Pooling> pooling,
    List<DenseModule> dense,
    boolean normalised) {

  public BundleLayout {
    pooling = List.copyOf(pooling);
    dense = List.copyOf(dense);
  }

  /**
   * @throws BundleException when files are missing or describe something that Glossa does not run
   */
  static BundleLayout read(Path directory) {
    Path modules = directory.resolve("modules.json");
    BundleLayout layout =
        Files.isRegularFile(modules) ? ofModules(directory, modules) : ofConfig(directory);
    if (!ModelWeights.exist(layout.modelDirectory)) {
      throw new BundleException(
          "the model bundle is incomplete: %s is missing; weights must be safetensors"
              .formatted(layout.modelDirectory.resolve(ModelWeights.FILE_NAME)));
    }
    requireFile(layout.tokenizer());
    return layout;
  }

  BundleLayout withPooling(List<Pooling> other) {
    return new BundleLayout(architecture, modelDirectory, other, dense, normalised);
  }

  /** The configuration of a transformer. */
  public Path config() {
    return modelDirectory.resolve("config.json");
  }

  public Path tokenizer() {
    return modelDirectory.resolve("tokenizer.json");
  }

  private static BundleLayout ofModules(Path directory, Path file) {
    List<String> types = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (JsonNode module : BundleFiles.readTree(file)) {
      String type = module.path("type").asText();
      types.add(type.substring(type.lastIndexOf('.') + 1));
      Path path = directory.resolve(module.path("path").asText()).normalize();
      if (!path.startsWith(directory.normalize())) {
        throw new BundleException(
            "%s names the module '%s', which is outside"
                .formatted(file, module.path("path").asText()));
      }
      paths.add(path);
    }
    int end = types.size();
    boolean normalised = end > 0 && types.get(end - 1).equals("Normalize");
    end -= normalised ? 1 : 0;
    if (types.subList(0, end).equals(List.of("StaticEmbedding"))) {
      return new BundleLayout(
          Architecture.STATIC, paths.get(0), List.of(Pooling.MEAN), List.of(), normalised);
    }
    boolean transformer = end >= 2 && types.subList(0, 2).equals(List.of("Transformer", "Pooling"));
    if (!transformer || !types.subList(2, end).stream().allMatch("Dense"::equals)) {
      throw new BundleException(
          "%s describes the modules %s; supported are StaticEmbedding [+ Normalize] and Transformer"
                  .formatted(file, types)
              + " + Pooling [+ Dense ...] [+ Normalize]");
    }
    Path config = paths.get(0).resolve("config.json");
    requireFile(config);
    List<DenseModule> dense = paths.subList(2, end).stream().map(ModuleConfigs::dense).toList();
    return new BundleLayout(
        Architecture.of(BundleFiles.readTree(config), config),
        paths.get(0),
        ModuleConfigs.pooling(paths.get(1).resolve("config.json")),
        dense,
        normalised);
  }

  /** Without modules, sentence-transformers takes the mean of the tokens; so does this. */
  private static BundleLayout ofConfig(Path directory) {
    Path file = directory.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "no model bundle in %s: modules.json and config.json are missing; expected the layout of"
                  .formatted(directory)
              + " sentence-transformers or of Hugging Face");
    }
    JsonNode config = BundleFiles.readTree(file);
    return new BundleLayout(
        Architecture.of(config, file),
        directory,
        List.of(Pooling.MEAN),
        List.of(),
        config.path("normalize").asBoolean(false));
  }

  static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BundleException("the model bundle is incomplete: %s is missing".formatted(file));
    }
  }
}
