package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A model's arithmetic. Thread-safe; its weights belong to a scope that outlives it. */
sealed interface TokenEncoder permits StaticEncoder, BertEncoder {

  /**
   * One vector for each row.
   *
   * @param scope the scope of the batch, closed by the caller
   * @param batch padded token ids with their mask
   * @return FLOAT32 of shape [texts, dimension], attached to the scope, not normalised
   */
  NDArray encode(NDManager scope, PaddedBatch batch);

  /** Components of a vector. */
  int dimension();

  /** Rows of the token table; every token id is below it. */
  int vocabulary();
}
