package io.glossa.cli.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Shape and weights of a BERT bundle, as a peer needs them. */
final class PeerBundle implements AutoCloseable {

  final int layers;
  final int hidden;
  final int heads;
  final int intermediate;
  final int vocabulary;
  final int positions;
  final float epsilon;
  private final Safetensors weights;

  PeerBundle(Path directory) {
    JsonNode config;
    try {
      config = new ObjectMapper().readTree(directory.resolve("config.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    layers = config.path("num_hidden_layers").asInt();
    hidden = config.path("hidden_size").asInt();
    heads = config.path("num_attention_heads").asInt();
    intermediate = config.path("intermediate_size").asInt();
    vocabulary = config.path("vocab_size").asInt();
    positions = config.path("max_position_embeddings").asInt();
    epsilon = (float) config.path("layer_norm_eps").asDouble();
    weights = Safetensors.open(directory.resolve("model.safetensors"));
  }

  /** A weight, row-major. */
  float[] weight(String name) {
    var floats =
        weights.tensor(name).data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }

  @Override
  public void close() {
    weights.close();
  }
}
