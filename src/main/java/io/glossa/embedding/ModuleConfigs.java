package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the {@code config.json} of the modules behind a transformer. */
final class ModuleConfigs {

  private ModuleConfigs() {}

  /** Which pooling modes are on, in the order in which they are joined. */
  static List<Pooling> pooling(Path file) {
    BundleLayout.requireFile(file);
    JsonNode config = BundleFiles.readTree(file);
    List<Pooling> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      if (Pooling.isFlag(field.getKey()) && field.getValue().asBoolean()) {
        List<Pooling> pooling = Pooling.withFlag(field.getKey());
        found.addAll(pooling);
        if (pooling.isEmpty()) {
          unknown.add(field.getKey());
        }
      }
    }
    if (found.isEmpty() || !unknown.isEmpty()) {
      throw new BundleException(
          "%s switches on %s; supported are %s"
              .formatted(
                  file,
                  unknown.isEmpty() ? "no pooling mode" : unknown,
                  List.of(Pooling.values()).stream().map(Pooling::flag).toList()));
    }
    if (!config.path("include_prompt").asBoolean(true)) {
      throw new BundleException(
          file + " leaves the prompt out of the pooling (include_prompt false); supported is true");
    }
    return found.stream().sorted().toList();
  }

  static DenseModule dense(Path directory) {
    Path file = directory.resolve("config.json");
    BundleLayout.requireFile(file);
    JsonNode config = BundleFiles.readTree(file);
    DenseModule module =
        new DenseModule(
            directory,
            config.path("in_features").asInt(),
            config.path("out_features").asInt(),
            config.path("bias").asBoolean(true),
            activation(file, config.path("activation_function").asText("Tanh")));
    BundleLayout.requireFile(module.weights());
    return module;
  }

  private static DenseModule.Activation activation(Path file, String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "Identity" -> DenseModule.Activation.IDENTITY;
      case "Tanh" -> DenseModule.Activation.TANH;
      case "ReLU" -> DenseModule.Activation.RELU;
      case "GELU" -> DenseModule.Activation.GELU;
      case "Sigmoid" -> DenseModule.Activation.SIGMOID;
      default ->
          throw new BundleException(
              "%s has the activation_function '%s'; supported are Identity, Tanh, ReLU, GELU and"
                      .formatted(file, name)
                  + " Sigmoid");
    };
  }
}
