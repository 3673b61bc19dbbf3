package io.glossa.embedding.djl;

import io.glossa.embedding.EncodedText;
import java.util.List;

/** A model's arithmetic. Thread-safe; as many callers compute at a time as there are workers. */
sealed interface TokenEncoder extends AutoCloseable permits StaticEncoder, TransformerEncoder {

  /**
   * One vector for each text, not normalised.
   *
   * @param texts at least one
   * @return row-major, of shape [texts, dimension]
   */
  float[] encode(List<EncodedText> texts);

  /** Components of a vector. */
  int dimension();

  /** How it computes, as logs and model cards name it. */
  String plan();

  /** Frees weights and workers; no caller may be computing. */
  @Override
  void close();
}
