package io.glossa.embedding.djl;

import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import io.glossa.embedding.djl.torchscript.TensorData;
import java.util.List;

/**
 * MPNet's bias on attention, by distance between two tokens. Source: Raffel et al., "Exploring the
 * Limits of Transfer Learning with a Unified Text-to-Text Transformer" (2020), section 2.1: half of
 * the buckets for either direction, half of those for one distance each, the rest growing with the
 * logarithm up to distance 128.
 */
final class DistanceBiases {

  private static final int FARTHEST = 128;

  private DistanceBiases() {}

  /**
   * The bias of every distance.
   *
   * @param byBucket the model's table, of shape [buckets, heads]
   * @param positions longest text in tokens
   * @return of shape [2 * positions - 1, heads]; row {@code positions - 1 + key - query}
   */
  static ScriptValue.Tensor byDistance(Tensor byBucket, int positions) {
    int buckets = Math.toIntExact(byBucket.shape().get(0));
    int heads = Math.toIntExact(byBucket.shape().get(1));
    float[] biases = FloatComponents.of(byBucket);
    int distances = 2 * positions - 1;
    float[] byDistance = new float[distances * heads];
    for (int row = 0; row < distances; row++) {
      int bucket = bucket(row - (positions - 1), buckets);
      System.arraycopy(biases, bucket * heads, byDistance, row * heads, heads);
    }
    return new ScriptValue.Tensor(
        TensorData.ofFloats(byDistance), List.of((long) distances, (long) heads));
  }

  /** The bucket of a distance, key minus query. In floats, as the models were trained. */
  static int bucket(int distance, int buckets) {
    int half = buckets / 2;
    int first = distance > 0 ? half : 0;
    int magnitude = Math.abs(distance);
    int exact = half / 2;
    if (magnitude < exact) {
      return first + magnitude;
    }
    float share =
        (float) Math.log((float) magnitude / exact)
            / (float) Math.log((double) FARTHEST / exact)
            * (half - exact);
    return first + Math.min(exact + (int) share, half - 1);
  }
}
