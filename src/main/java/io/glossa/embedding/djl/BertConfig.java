package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.BundleException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The shape of a BERT encoder, from its {@code config.json}.
 *
 * @param layers encoder layers
 * @param hidden width of a token vector
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layer
 * @param vocabulary tokens
 * @param positions longest text in tokens
 * @param types token types
 * @param epsilon of the layer norms
 */
record BertConfig(
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabulary,
    int positions,
    int types,
    float epsilon) {

  BertConfig {
    boolean positive = layers > 0 && heads > 0 && intermediate > 0 && vocabulary > 0;
    if (!positive || positions < 1 || types < 1 || hidden < 1 || hidden % heads != 0) {
      throw new BundleException(
          ("config.json of a BERT model with %d layers, %d heads, hidden size %d, intermediate size"
                  + " %d, %d tokens, %d positions, %d token types; expected positive numbers and a"
                  + " hidden size that is a multiple of the heads")
              .formatted(layers, heads, hidden, intermediate, vocabulary, positions, types));
    }
  }

  static BertConfig read(Path file) {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new BundleException("cannot read " + file, e);
    }
    require(file, json, "hidden_act", "gelu");
    require(file, json, "position_embedding_type", "absolute");
    return new BertConfig(
        json.path("num_hidden_layers").asInt(),
        json.path("hidden_size").asInt(),
        json.path("num_attention_heads").asInt(),
        json.path("intermediate_size").asInt(),
        json.path("vocab_size").asInt(),
        json.path("max_position_embeddings").asInt(),
        json.path("type_vocab_size").asInt(2),
        (float) json.path("layer_norm_eps").asDouble(1e-12));
  }

  private static void require(Path file, JsonNode json, String field, String supported) {
    String found = json.path(field).asText(supported);
    if (!found.equals(supported)) {
      throw new BundleException(
          "%s has %s '%s'; supported is '%s'".formatted(file, field, found, supported));
    }
  }
}
