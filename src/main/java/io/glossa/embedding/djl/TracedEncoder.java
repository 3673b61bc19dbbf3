package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.glossa.embedding.BatchShape;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.Pooling;
import io.glossa.embedding.TracedModel;
import java.util.List;

/**
 * Runs a traced Hugging Face model: {@code input_ids} and {@code attention_mask} of INT64 [texts,
 * tokens] in, and zeros as {@code token_type_ids} where it takes them; {@code last_hidden_state} of
 * [texts, tokens, width] out, alone, in a dictionary or first in a tuple, or vectors of [texts,
 * width] that are pooled already.
 */
final class TracedEncoder {

  private final Block script;
  private final TracedModel traced;

  TracedEncoder(Block script, TracedModel traced) {
    this.script = script;
    this.traced = traced;
  }

  /**
   * One vector for each text.
   *
   * @param scope of the batch, closed by the caller
   * @return FLOAT32 of shape [texts, width], not normalised
   */
  NDArray encode(NDManager scope, List<EncodedText> texts) {
    int longest = texts.stream().mapToInt(EncodedText::length).max().orElse(1);
    int width = BatchShape.paddedTokens(longest, traced.maxTokens());
    Shape shape = new Shape(texts.size(), width);
    long[] ids = new long[Math.multiplyExact(texts.size(), width)];
    long[] mask = new long[ids.length];
    for (int row = 0; row < texts.size(); row++) {
      for (int i = 0; i < texts.get(row).length(); i++) {
        ids[row * width + i] = texts.get(row).id(i);
        mask[row * width + i] = 1;
      }
    }
    NDArray attention = scope.create(mask, shape);
    NDList inputs = new NDList(scope.create(ids, shape), attention);
    if (traced.tokenTypes()) {
      inputs.add(scope.zeros(shape, DataType.INT64));
    }
    NDList outputs = script.forward(new ParameterStore(scope, false), inputs, false);
    outputs.attach(scope);
    NDArray vectors = hidden(outputs).toType(DataType.FLOAT32, false);
    Shape found = vectors.getShape();
    if (found.dimension() == 2 && found.get(0) == texts.size()) {
      return vectors;
    }
    if (found.dimension() != 3 || found.get(0) != texts.size() || found.get(1) != width) {
      throw new BundleException(
          "%s answers %s with %s; expected [texts, tokens, width] or [texts, width]"
              .formatted(traced.script(), shape, found));
    }
    return traced.pooling() == Pooling.CLS ? vectors.get(":,0") : mean(vectors, attention);
  }

  private static NDArray mean(NDArray vectors, NDArray attention) {
    NDArray mask = attention.toType(DataType.FLOAT32, false).expandDims(2);
    return vectors.mul(mask).sum(new int[] {1}).div(mask.sum(new int[] {1}));
  }

  private static NDArray hidden(NDList outputs) {
    for (NDArray output : outputs) {
      if ("last_hidden_state".equals(output.getName())) {
        return output;
      }
    }
    return outputs.get(0);
  }
}
