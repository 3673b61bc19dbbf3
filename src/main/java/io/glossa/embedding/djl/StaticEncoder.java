package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import io.glossa.embedding.Safetensors;

/** A table of token vectors; the vector of a text is the mean of those of its tokens. */
final class StaticEncoder implements TokenEncoder {

  private final NDArray table;

  private StaticEncoder(NDArray table) {
    this.table = table;
  }

  static StaticEncoder load(NDManager weights, Safetensors file) {
    return new StaticEncoder(Weights.asStored(weights, file.staticTable()));
  }

  @Override
  public NDArray encode(NDManager scope, PaddedBatch batch) {
    NDArray vectors = Embedding.embedding(batch.ids(), table, SparseFormat.DENSE).head();
    // Only the rows of this batch are widened; the table stays as small as it is in the file.
    return batch.mean(vectors.toType(DataType.FLOAT32, false));
  }

  @Override
  public int dimension() {
    return Math.toIntExact(table.getShape().get(1));
  }

  @Override
  public int vocabulary() {
    return Math.toIntExact(table.getShape().get(0));
  }
}
