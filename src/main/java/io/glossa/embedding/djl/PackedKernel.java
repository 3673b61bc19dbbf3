package io.glossa.embedding.djl;

import io.glossa.embedding.djl.EncoderConfig.Activation;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * oneDNN's product, with weights in the layout that it wants, made once at load, and with the
 * activation or the sum fused into it.
 *
 * @param type of weights and vectors
 */
record PackedKernel(ScriptType type) implements LinearKernel {

  /** Rows for which oneDNN lays the weights out: the default budget of a batch, doubled. */
  private static final int EXPECTED_ROWS = 4096;

  @Override
  public String source(Activation activation) {
    String fused =
        switch (activation) {
          case GELU -> "\"gelu\", annotate(List[Optional[number]], []), \"none\"";
          case GELU_TANH -> "\"gelu\", annotate(List[Optional[number]], []), \"tanh\"";
          case RELU -> "\"relu\", annotate(List[Optional[number]], []), \"\"";
        };
    return """
        class Packed(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          w : Tensor
          def __getstate__(self: __torch__.Packed) -> Tuple[Tensor]:
            return (torch.to_dense(self.w),)
          def __setstate__(self: __torch__.Packed, state: Tuple[Tensor]) -> NoneType:
            w, = state
            self.w = ops.mkldnn._reorder_linear_weight(w, %d)
            self.training = False
            return None
        class Linear(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          p : __torch__.Packed
          b : Tensor
          def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, (self.p).w, self.b, "none", annotate(List[Optional[number]], []), "")
          def activated(self: __torch__.Linear, x: Tensor) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, (self.p).w, self.b, %s)
          def added(self: __torch__.Linear, x: Tensor, y: Tensor) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, y, (self.p).w, self.b, "add")
        """
        .formatted(EXPECTED_ROWS, fused);
  }

  @Override
  public ScriptValue instance(LinearWeights weights) {
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put(
        "p",
        new ScriptValue.Restored(
            "__torch__", "Packed", ScriptValue.Tuple.of(PlainKernel.matrix(type, weights))));
    attributes.put("b", PlainKernel.bias(type, weights));
    return new ScriptValue.Module("Linear", attributes);
  }
}
