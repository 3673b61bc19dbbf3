package io.glossa.embedding.remote;

import io.glossa.embedding.InferenceException;
import io.glossa.vector.Embedding;

/** What makes the numbers of an answer a vector. */
final class Vectors {

  private Vectors() {}

  /**
   * The vector with length 1.
   *
   * @throws InferenceException when it has another dimension, is not finite, or is 0
   */
  static Embedding checked(float[] components, int dimension) {
    if (components.length != dimension) {
      throw new InferenceException(
          "the service answered with a vector of dimension %d; expected %d"
              .formatted(components.length, dimension));
    }
    return checked(components);
  }

  /** The same for a dimension that is not known yet. */
  static Embedding checked(float[] components) {
    Embedding vector = Embedding.of(components);
    if (!vector.isFinite()) {
      throw new InferenceException("the service answered with a vector that is not finite");
    }
    Embedding unit = vector.normalised();
    if (!(vector.norm() > 0) || !unit.isFinite()) {
      throw new InferenceException("the service answered with a vector of length 0");
    }
    return unit;
  }
}
