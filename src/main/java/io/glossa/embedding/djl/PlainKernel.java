package io.glossa.embedding.djl;

import io.glossa.embedding.djl.EncoderConfig.Activation;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PyTorch's own product, with weights as they are.
 *
 * @param type of weights and vectors
 */
record PlainKernel(ScriptType type) implements LinearKernel {

  @Override
  public String source(Activation activation) {
    String product = "torch.linear(x, self.w, self.b)";
    return """
        class Linear(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          w : Tensor
          b : Tensor
          def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
            return %s
          def activated(self: __torch__.Linear, x: Tensor) -> Tensor:
            return %s
          def added(self: __torch__.Linear, x: Tensor, y: Tensor) -> Tensor:
            return torch.add(%s, y)
        """
        .formatted(product, LinearKernel.activated(activation, product), product);
  }

  @Override
  public ScriptValue instance(LinearWeights weights) {
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put("w", matrix(type, weights));
    attributes.put("b", bias(type, weights));
    return new ScriptValue.Module("Linear", attributes);
  }

  /** The weights, of shape [outputs, inputs]. */
  static ScriptValue.Tensor matrix(ScriptType type, LinearWeights weights) {
    return new ScriptValue.Tensor(
        type.data(weights.weights()), List.of((long) weights.outputs(), (long) weights.inputs()));
  }

  /** The bias, of shape [outputs]. */
  static ScriptValue.Tensor bias(ScriptType type, LinearWeights weights) {
    return new ScriptValue.Tensor(type.data(weights.biases()), List.of((long) weights.outputs()));
  }
}
