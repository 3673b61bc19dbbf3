package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.glossa.embedding.BatchShape;
import io.glossa.embedding.EncodedText;
import java.util.List;

/**
 * Texts of different lengths as one rectangle. Padding takes token 0 and is masked out.
 *
 * @param ids INT64 of shape [texts, tokens]
 * @param mask FLOAT32 of the same shape: 1 for a token, 0 for padding
 * @param lengths FLOAT32 of shape [texts, 1]
 */
record PaddedBatch(NDArray ids, NDArray mask, NDArray lengths) {

  /**
   * A batch as wide as {@link BatchShape} says.
   *
   * @param vocabulary every token id is below it
   * @param maxTokens what the model takes at most
   * @throws IllegalArgumentException when a token id is none of the model's
   */
  static PaddedBatch of(NDManager scope, List<EncodedText> texts, int vocabulary, int maxTokens) {
    int longest = texts.stream().mapToInt(EncodedText::length).max().orElse(1);
    int width = BatchShape.paddedTokens(longest, maxTokens);
    int rows = texts.size();
    long[] ids = new long[Math.multiplyExact(rows, width)];
    float[] mask = new float[ids.length];
    float[] lengths = new float[rows];
    for (int row = 0; row < rows; row++) {
      EncodedText text = texts.get(row);
      lengths[row] = text.length();
      for (int i = 0; i < text.length(); i++) {
        int id = text.id(i);
        if (id < 0 || id >= vocabulary) {
          throw new IllegalArgumentException(
              "token %d; the model knows tokens 0 to %d".formatted(id, vocabulary - 1));
        }
        ids[row * width + i] = id;
        mask[row * width + i] = 1;
      }
    }
    Shape shape = new Shape(rows, width);
    return new PaddedBatch(
        scope.create(ids, shape),
        scope.create(mask, shape),
        scope.create(lengths, new Shape(rows, 1)));
  }
}
