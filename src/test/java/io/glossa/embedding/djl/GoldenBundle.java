package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A bundle of {@code src/test/resources/golden}, the texts to embed and the cases to hold.
 *
 * @param directory as it lies: the first case
 * @param texts token ids
 * @param cases other configurations over the same weights
 */
record GoldenBundle(Path directory, List<EncodedText> texts, List<Case> cases) {

  private static final Path ROOT = Path.of("src", "test", "resources", "golden");
  private static final String MODULE = "sentence_transformers.models.";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A configuration and its vectors.
   *
   * @param pooling modes as in {@code pooling_mode_*}
   * @param layers hidden layers to average; empty for the last
   * @param dense directories of Dense modules
   * @param truncate components to keep; 0 for all
   * @param layout {@code bare}, {@code 0_Transformer}, or empty for a flat directory
   * @param expected one vector for each text
   */
  record Case(
      String name,
      List<String> pooling,
      List<Integer> layers,
      List<String> dense,
      int truncate,
      boolean normalise,
      String layout,
      List<float[]> expected) {}

  static GoldenBundle read(String name) throws IOException {
    JsonNode json = JSON.readTree(ROOT.resolve(name + ".json").toFile());
    List<EncodedText> texts = new ArrayList<>();
    for (JsonNode text : json.get("texts")) {
      texts.add(EncodedText.of(JSON.convertValue(text, int[].class)));
    }
    List<Case> cases = new ArrayList<>();
    for (JsonNode each : json.get("cases")) {
      cases.add(
          new Case(
              each.get("name").asText(),
              strings(each.path("pooling")),
              stream(each.path("layers")).map(JsonNode::asInt).toList(),
              strings(each.path("dense")),
              each.path("truncate").asInt(0),
              each.path("normalise").asBoolean(),
              each.path("layout").asText(""),
              stream(each.get("expected"))
                  .map(vector -> JSON.convertValue(vector, float[].class))
                  .toList()));
    }
    return new GoldenBundle(ROOT.resolve(name), texts, cases);
  }

  /** Writes the bundle in the configuration of a case. */
  Path write(Case wanted, Path target) throws IOException {
    boolean isStatic = !Files.exists(directory.resolve("1_Pooling"));
    copy(target);
    if (wanted.layout().equals("bare")) {
      for (String file :
          List.of("modules.json", "sentence_bert_config.json", "1_Pooling/config.json")) {
        Files.delete(target.resolve(file));
      }
      return target;
    }
    String model = wanted.layout();
    if (!model.isEmpty()) {
      move(target, target.resolve(model));
    }
    ArrayNode modules = JSON.createArrayNode();
    add(modules, model, isStatic ? "StaticEmbedding" : "Transformer");
    if (!isStatic) {
      add(modules, "1_Pooling", "Pooling");
      pool(target.resolve("1_Pooling/config.json"), wanted.pooling());
    }
    wanted.dense().forEach(path -> add(modules, path, "Dense"));
    if (wanted.normalise()) {
      add(modules, modules.size() + "_Normalize", "Normalize");
    }
    JSON.writeValue(target.resolve("modules.json").toFile(), modules);
    if (!wanted.layers().isEmpty() || wanted.truncate() > 0) {
      writeManifest(wanted, target);
    }
    return target;
  }

  private static void writeManifest(Case wanted, Path target) throws IOException {
    ObjectNode manifest = JSON.valueToTree(ModelBundle.open(target).manifest());
    manifest.put("dimension", wanted.expected().get(0).length);
    if (!wanted.layers().isEmpty()) {
      manifest.set("layers", JSON.valueToTree(wanted.layers()));
    }
    JSON.writeValue(target.resolve("glossa.json").toFile(), manifest);
  }

  private static void pool(Path file, List<String> modes) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
    for (String field : stream(config.fieldNames()).toList()) {
      if (field.startsWith("pooling_mode_")) {
        config.put(field, modes.contains(field.substring("pooling_mode_".length())));
      }
    }
    JSON.writeValue(file.toFile(), config);
  }

  private static void add(ArrayNode modules, String path, String type) {
    int index = modules.size();
    modules
        .addObject()
        .put("idx", index)
        .put("name", Integer.toString(index))
        .put("path", path)
        .put("type", MODULE + type);
  }

  /** Copies the bundle as it lies. */
  void copy(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(directory.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("modules.json")) {
          Files.move(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  private static List<String> strings(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Stream<String> stream(java.util.Iterator<String> names) {
    Iterable<String> all = () -> names;
    return StreamSupport.stream(all.spliterator(), false);
  }
}
