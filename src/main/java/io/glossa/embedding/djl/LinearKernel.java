package io.glossa.embedding.djl;

import io.glossa.embedding.djl.EncoderConfig.Activation;
import io.glossa.embedding.djl.torchscript.ScriptValue;

/**
 * How a program multiplies by a matrix of weights: the source of a class {@code Linear} with {@code
 * forward(x)}, {@code activated(x)} and {@code added(x, y)}, and the values of its instances.
 */
sealed interface LinearKernel permits PlainKernel, PackedKernel, RowQuantizedKernel {

  /** The type in which the vectors of tokens travel between the layers. */
  ScriptType type();

  /**
   * TorchScript of class {@code Linear}, and of what it needs.
   *
   * @param activation that {@code activated} applies to the product
   */
  String source(Activation activation);

  /** An instance of {@code Linear}. */
  ScriptValue instance(LinearWeights weights);

  /** TorchScript of the product of 2-dimensional {@code x} and nothing else; for measurements. */
  default String bareProduct(String x, String linear) {
    return "(%s).forward(%s, )".formatted(linear, x);
  }

  /** TorchScript that applies an activation to an expression. */
  static String activated(Activation activation, String expression) {
    return switch (activation) {
      case GELU -> "torch.gelu(%s)".formatted(expression);
      case GELU_TANH -> "torch.gelu(%s, approximate=\"tanh\")".formatted(expression);
      case RELU -> "torch.relu(%s)".formatted(expression);
    };
  }
}
