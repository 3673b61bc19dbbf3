package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.glossa.embedding.Safetensors;

/** One layer: self-attention, then feed-forward, each added to its input and normalised. */
record BertLayer(
    int heads,
    Dense query,
    Dense key,
    Dense value,
    Dense attentionOutput,
    Norm attentionNorm,
    Dense intermediate,
    Dense output,
    Norm outputNorm) {

  /**
   * An affine map.
   *
   * @param weight of shape [outputs, inputs]
   * @param bias of shape [outputs]
   */
  record Dense(NDArray weight, NDArray bias) {

    static Dense load(NDManager weights, Safetensors file, String name, long outputs, long inputs) {
      return new Dense(
          Weights.float32(weights, file, name + ".weight", outputs, inputs),
          Weights.float32(weights, file, name + ".bias", outputs));
    }

    NDArray apply(NDArray vectors) {
      return ai.djl.nn.core.Linear.linear(vectors, weight, bias).head();
    }
  }

  /**
   * A layer norm over the last axis.
   *
   * @param gain of shape [width]
   * @param bias of shape [width]
   * @param epsilon added to the variance
   */
  record Norm(NDArray gain, NDArray bias, float epsilon) {

    static Norm load(NDManager weights, Safetensors file, String name, BertConfig config) {
      return new Norm(
          Weights.float32(weights, file, name + ".weight", config.hidden()),
          Weights.float32(weights, file, name + ".bias", config.hidden()),
          config.epsilon());
    }

    NDArray apply(NDArray vectors) {
      return ai.djl.nn.norm.LayerNorm.layerNorm(vectors, gain.getShape(), gain, bias, epsilon)
          .head();
    }
  }

  static BertLayer load(NDManager weights, Safetensors file, String prefix, BertConfig config) {
    int hidden = config.hidden();
    String self = prefix + "attention.self.";
    return new BertLayer(
        config.heads(),
        Dense.load(weights, file, self + "query", hidden, hidden),
        Dense.load(weights, file, self + "key", hidden, hidden),
        Dense.load(weights, file, self + "value", hidden, hidden),
        Dense.load(weights, file, prefix + "attention.output.dense", hidden, hidden),
        Norm.load(weights, file, prefix + "attention.output.LayerNorm", config),
        Dense.load(weights, file, prefix + "intermediate.dense", config.intermediate(), hidden),
        Dense.load(weights, file, prefix + "output.dense", hidden, config.intermediate()),
        Norm.load(weights, file, prefix + "output.LayerNorm", config));
  }

  /**
   * The layer's output.
   *
   * @param vectors of shape [texts, tokens, hidden]
   * @param padding of shape [texts, 1, 1, tokens], added to the scores
   */
  NDArray apply(NDArray vectors, NDArray padding) {
    Shape shape = vectors.getShape();
    double scale = 1 / Math.sqrt((double) shape.get(2) / heads);
    NDArray queries = byHead(query.apply(vectors)).mul(scale);
    NDArray keys = byHead(key.apply(vectors));
    NDArray scores = queries.matMul(keys.transpose(0, 1, 3, 2)).addi(padding);
    NDArray context = scores.softmax(-1).matMul(byHead(value.apply(vectors)));
    NDArray joined = context.transpose(0, 2, 1, 3).reshape(shape);
    NDArray attended = attentionNorm.apply(attentionOutput.apply(joined).addi(vectors));
    NDArray widened = Activation.gelu(intermediate.apply(attended));
    return outputNorm.apply(output.apply(widened).addi(attended));
  }

  /** From [texts, tokens, hidden] to [texts, heads, tokens, hidden / heads]. */
  private NDArray byHead(NDArray vectors) {
    Shape shape = vectors.getShape();
    return vectors
        .reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
        .transpose(0, 2, 1, 3);
  }
}
