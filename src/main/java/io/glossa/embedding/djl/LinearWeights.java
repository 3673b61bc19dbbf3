package io.glossa.embedding.djl;

import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * An affine map, possibly of several maps that take the same input and whose outputs are joined.
 *
 * @param weights each of shape [its outputs, inputs]
 * @param biases each of shape [its outputs]
 * @param inputs components taken
 * @param outputs components given, of all maps
 */
record LinearWeights(List<Tensor> weights, List<Tensor> biases, int inputs, int outputs) {

  /** Reads maps of the same shape by name, without {@code .weight} and {@code .bias}. */
  static LinearWeights read(ModelWeights file, int outputs, int inputs, String... names) {
    List<Tensor> weights = new ArrayList<>();
    List<Tensor> biases = new ArrayList<>();
    for (String name : names) {
      weights.add(Weights.checked(file, name + ".weight", outputs, inputs));
      biases.add(Weights.checked(file, name + ".bias", outputs));
    }
    return new LinearWeights(
        List.copyOf(weights), List.copyOf(biases), inputs, outputs * names.length);
  }
}
