package io.glossa.embedding.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.Architecture;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleLayout;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The shape of a transformer encoder, from its {@code config.json}.
 *
 * @param architecture how positions and attention are made
 * @param layers encoder layers
 * @param hidden width of a token vector
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layer
 * @param vocabulary tokens
 * @param positions longest text in tokens
 * @param firstPosition row of the position table that the first token takes
 * @param distanceBuckets rows of MPNet's table of attention biases; 0 elsewhere
 * @param epsilon of the layer norms
 * @param activation between the two feed-forward layers
 */
record EncoderConfig(
    Architecture architecture,
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabulary,
    int positions,
    int firstPosition,
    int distanceBuckets,
    double epsilon,
    Activation activation) {

  /** Activations by the names that {@code hidden_act} gives them. */
  enum Activation {
    GELU,
    GELU_TANH,
    RELU
  }

  EncoderConfig {
    boolean positive = layers > 0 && heads > 0 && intermediate > 0 && vocabulary > 0;
    if (!positive || positions < 1 || hidden < 1 || hidden % heads != 0 || firstPosition < 0) {
      throw new BundleException(
          ("config.json of an encoder with %d layers, %d heads, hidden size %d, intermediate size"
                  + " %d, %d tokens, %d positions; expected positive numbers and a hidden size that"
                  + " is a multiple of the heads")
              .formatted(layers, heads, hidden, intermediate, vocabulary, positions));
    }
  }

  static EncoderConfig read(BundleLayout layout) {
    Path file = layout.config();
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new BundleException("cannot read " + file + ": " + e.getMessage(), e);
    }
    String positionType = json.path("position_embedding_type").asText("absolute");
    if (!positionType.equals("absolute")) {
      throw new BundleException(
          "%s has position_embedding_type '%s'; supported is 'absolute'"
              .formatted(file, positionType));
    }
    boolean behindPadding = layout.architecture() != Architecture.BERT;
    int firstPosition = behindPadding ? json.path("pad_token_id").asInt(1) + 1 : 0;
    boolean byDistance = layout.architecture() == Architecture.MPNET;
    return new EncoderConfig(
        layout.architecture(),
        json.path("num_hidden_layers").asInt(),
        json.path("hidden_size").asInt(),
        json.path("num_attention_heads").asInt(),
        json.path("intermediate_size").asInt(),
        json.path("vocab_size").asInt(),
        json.path("max_position_embeddings").asInt() - firstPosition,
        firstPosition,
        byDistance ? json.path("relative_attention_num_buckets").asInt(32) : 0,
        json.path("layer_norm_eps").asDouble(1e-12),
        activation(file, json.path("hidden_act").asText("gelu")));
  }

  /** Rows of the position table in the file. */
  int positionRows() {
    return positions + firstPosition;
  }

  private static Activation activation(Path file, String name) {
    return switch (name) {
      case "gelu" -> Activation.GELU;
      case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> Activation.GELU_TANH;
      case "relu" -> Activation.RELU;
      default ->
          throw new BundleException(
              "%s has hidden_act '%s'; supported are gelu, gelu_new, gelu_pytorch_tanh, gelu_fast"
                      .formatted(file, name)
                  + " and relu");
    };
  }
}
