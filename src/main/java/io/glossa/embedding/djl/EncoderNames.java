package io.glossa.embedding.djl;

import io.glossa.embedding.Architecture;
import io.glossa.embedding.ModelWeights;
import java.util.List;

/**
 * How Hugging Face names the tensors of an encoder.
 *
 * @param architecture of the model
 * @param prefix before every name: empty, or the name of the encoder within a larger model
 */
record EncoderNames(Architecture architecture, String prefix) {

  private static final String WORDS = "embeddings.word_embeddings.weight";

  /** The names that the weights of an architecture use. */
  static EncoderNames in(ModelWeights weights, Architecture architecture) {
    List<String> prefixes =
        switch (architecture) {
          case BERT -> List.of("", "bert.");
          case ROBERTA -> List.of("", "roberta.");
          case MPNET -> List.of("", "mpnet.");
          case STATIC -> throw new IllegalArgumentException("a static table is no encoder");
        };
    String found =
        prefixes.stream().filter(p -> weights.names().contains(p + WORDS)).findFirst().orElse("");
    return new EncoderNames(architecture, found);
  }

  String words() {
    return prefix + WORDS;
  }

  String positions() {
    return prefix + "embeddings.position_embeddings.weight";
  }

  String types() {
    return prefix + "embeddings.token_type_embeddings.weight";
  }

  String embeddingNorm() {
    return prefix + "embeddings.LayerNorm";
  }

  /** Of MPNet, shape [buckets, heads]. */
  String distances() {
    return prefix + "encoder.relative_attention_bias.weight";
  }

  /** Query, key and value of a layer. */
  String[] attentionInputs(int layer) {
    String self = layer(layer) + (isMpnet() ? "attention.attn." : "attention.self.");
    return isMpnet()
        ? new String[] {self + "q", self + "k", self + "v"}
        : new String[] {self + "query", self + "key", self + "value"};
  }

  String attentionOutput(int layer) {
    return layer(layer) + (isMpnet() ? "attention.attn.o" : "attention.output.dense");
  }

  String attentionNorm(int layer) {
    return layer(layer) + (isMpnet() ? "attention.LayerNorm" : "attention.output.LayerNorm");
  }

  String widening(int layer) {
    return layer(layer) + "intermediate.dense";
  }

  String narrowing(int layer) {
    return layer(layer) + "output.dense";
  }

  String outputNorm(int layer) {
    return layer(layer) + "output.LayerNorm";
  }

  private String layer(int layer) {
    return prefix + "encoder.layer." + layer + ".";
  }

  private boolean isMpnet() {
    return architecture == Architecture.MPNET;
  }
}
