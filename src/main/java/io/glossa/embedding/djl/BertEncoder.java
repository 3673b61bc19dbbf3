package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.Safetensors;
import java.util.ArrayList;
import java.util.List;

/**
 * A BERT encoder in FLOAT32. Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional
 * Transformers for Language Understanding" (2019), with the weight names of Hugging Face.
 */
final class BertEncoder implements TokenEncoder {

  private final BertConfig config;
  private final Pooling pooling;
  private final NDArray words;
  private final NDArray positions;
  private final NDArray firstType;
  private final BertLayer.Norm norm;
  private final List<BertLayer> layers;

  private BertEncoder(
      BertConfig config,
      Pooling pooling,
      NDArray words,
      NDArray positions,
      NDArray firstType,
      BertLayer.Norm norm,
      List<BertLayer> layers) {
    this.config = config;
    this.pooling = pooling;
    this.words = words;
    this.positions = positions;
    this.firstType = firstType;
    this.norm = norm;
    this.layers = layers;
  }

  static BertEncoder load(NDManager weights, Safetensors file, BertConfig config, Pooling pooling) {
    String prefix = file.names().contains("bert.embeddings.word_embeddings.weight") ? "bert." : "";
    String embeddings = prefix + "embeddings.";
    int hidden = config.hidden();
    NDArray types =
        Weights.float32(
            weights, file, embeddings + "token_type_embeddings.weight", config.types(), hidden);
    List<BertLayer> layers = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(BertLayer.load(weights, file, prefix + "encoder.layer." + i + ".", config));
    }
    return new BertEncoder(
        config,
        pooling,
        Weights.float32(
            weights, file, embeddings + "word_embeddings.weight", config.vocabulary(), hidden),
        Weights.float32(
            weights, file, embeddings + "position_embeddings.weight", config.positions(), hidden),
        types.get(0),
        BertLayer.Norm.load(weights, file, embeddings + "LayerNorm", config),
        List.copyOf(layers));
  }

  @Override
  public NDArray encode(NDManager scope, PaddedBatch batch) {
    long tokens = batch.ids().getShape().get(1);
    NDArray vectors = Embedding.embedding(batch.ids(), words, SparseFormat.DENSE).head();
    NDArray places = positions.get(scope, new NDIndex("0:" + tokens));
    vectors = norm.apply(vectors.addi(places).addi(firstType));
    // Added to the scores of attention: 0 for a token, far below any score for padding.
    NDArray padding = batch.mask().sub(1f).mul(1e9f).expandDims(1).expandDims(1);
    for (BertLayer layer : layers) {
      vectors = layer.apply(vectors, padding);
    }
    return switch (pooling) {
      case MEAN -> batch.mean(vectors);
      case CLS -> vectors.get(":,0");
    };
  }

  @Override
  public int dimension() {
    return config.hidden();
  }

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }
}
