package io.glossa.embedding;

/**
 * What the stream must know of a model.
 *
 * @param identity name and revision
 * @param dimension components of a vector
 * @param maxTokens tokens of a text at most, special tokens included; what is longer is cut off
 * @param specialTokens tokens that the model adds to every text
 * @param normalised whether vectors have length 1
 * @param plan how the model is run, such as {@code int8} or {@code static}
 */
public record ModelDescription(
    ModelIdentity identity,
    int dimension,
    int maxTokens,
    int specialTokens,
    boolean normalised,
    String plan) {

  public ModelDescription {
    if (dimension < 1 || specialTokens < 0 || maxTokens <= specialTokens) {
      throw new IllegalArgumentException(
          "model %s with dimension %d, %d tokens at most, %d of them special; expected positive"
              .formatted(identity, dimension, maxTokens, specialTokens));
    }
  }
}
