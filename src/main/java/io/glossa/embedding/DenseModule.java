package io.glossa.embedding;

import java.nio.file.Path;

/**
 * A fully connected layer behind the pooling.
 *
 * @param directory with {@code config.json} and {@code model.safetensors}: {@code linear.weight} of
 *     shape [outputs, inputs] and, with a bias, {@code linear.bias} of shape [outputs]
 * @param inputs components taken
 * @param outputs components given
 * @param bias whether there is one
 * @param activation applied to the result
 */
public record DenseModule(
    Path directory, int inputs, int outputs, boolean bias, Activation activation) {

  /** Functions of one component. */
  public enum Activation {
    IDENTITY,
    TANH,
    RELU,
    GELU,
    SIGMOID
  }

  public DenseModule {
    if (inputs < 1 || outputs < 1) {
      throw new BundleException(
          "%s: a Dense module from %d to %d components; expected positive numbers"
              .formatted(directory, inputs, outputs));
    }
  }

  /** Where the weights lie. */
  public Path weights() {
    return directory.resolve(ModelWeights.FILE_NAME);
  }
}
