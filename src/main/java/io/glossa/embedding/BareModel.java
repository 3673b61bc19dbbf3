package io.glossa.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Completes a plain Hugging Face directory to the layout of sentence-transformers, as far as files
 * are missing: {@code modules.json}, {@code 1_Pooling/config.json} and {@code
 * sentence_bert_config.json}.
 */
public final class BareModel {

  private static final String TYPE = "sentence_transformers.models.";

  private BareModel() {}

  /**
   * Writes what is missing.
   *
   * @param preset how the model pools, where it is known; else the mean, as sentence-transformers
   *     does, without normalisation
   * @return the files written, relative paths
   * @throws BundleException when {@code config.json} is missing or damaged
   */
  public static List<String> complete(Path directory, Optional<ModelPreset> preset)
      throws IOException {
    List<String> written = new ArrayList<>();
    Path modules = directory.resolve("modules.json");
    if (Files.exists(modules)) {
      return written;
    }
    Path config = directory.resolve("config.json");
    if (!Files.exists(config)) {
      throw new BundleException(
          "%s has neither modules.json nor config.json; expected a model of sentence-transformers"
                  .formatted(directory)
              + " or of Hugging Face transformers");
    }
    if (Architecture.of(BundleFiles.readTree(config), config) == Architecture.STATIC) {
      // model2vec says all that is needed in config.json.
      return written;
    }
    boolean normalised = preset.map(ModelPreset::normalised).orElse(false);
    Pooling pooling = preset.map(ModelPreset::pooling).orElse(Pooling.MEAN);
    if (!Files.exists(directory.resolve("1_Pooling/config.json"))) {
      Files.createDirectories(directory.resolve("1_Pooling"));
      write(directory, "1_Pooling/config.json", pooling(config, pooling), written);
    }
    Path sentence = directory.resolve("sentence_bert_config.json");
    if (preset.isPresent() && !Files.exists(sentence)) {
      Map<String, Object> limits = new LinkedHashMap<>();
      limits.put("max_seq_length", preset.get().maxTokens());
      limits.put("do_lower_case", false);
      write(directory, "sentence_bert_config.json", limits, written);
    }
    List<Map<String, Object>> parts = new ArrayList<>();
    parts.add(module(0, "", "Transformer"));
    parts.add(module(1, "1_Pooling", "Pooling"));
    if (normalised) {
      parts.add(module(2, "2_Normalize", "Normalize"));
    }
    write(directory, "modules.json", parts, written);
    return written;
  }

  private static Map<String, Object> pooling(Path config, Pooling pooling) {
    JsonNode model = BundleFiles.readTree(config);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("word_embedding_dimension", model.path("hidden_size").asInt());
    fields.put("pooling_mode_cls_token", pooling == Pooling.CLS);
    fields.put("pooling_mode_mean_tokens", pooling == Pooling.MEAN);
    fields.put("pooling_mode_max_tokens", false);
    return fields;
  }

  private static Map<String, Object> module(int index, String path, String type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("idx", index);
    fields.put("name", String.valueOf(index));
    fields.put("path", path);
    fields.put("type", TYPE + type);
    return fields;
  }

  private static void write(Path directory, String name, Object value, List<String> written)
      throws IOException {
    Files.write(directory.resolve(name), BundleFiles.JSON.writeValueAsBytes(value));
    written.add(name);
  }
}
