package io.glossa.embedding.djl;

import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.djl.EncoderConfig.Activation;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import io.glossa.embedding.djl.torchscript.TensorData;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product of 8-bit integers. Weights are scaled by output row when they are written, vectors by
 * token when they arrive, both symmetrically to [-127, 127].
 *
 * <p>The scale by token, not by batch as the usual dynamic quantisation has it, is what makes the
 * vector of a text independent of the texts beside it. Source: Xiao et al., "SmoothQuant" (2023),
 * section 2, per-token quantisation.
 */
record RowQuantizedKernel() implements LinearKernel {

  private static final float LIMIT = 127;

  @Override
  public ScriptType type() {
    return ScriptType.FLOAT32;
  }

  @Override
  public String source(Activation activation) {
    String product = "(self).product(x, )";
    return """
        class Linear(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          w : Tensor
          s : Tensor
          b : Tensor
          def product(self: __torch__.Linear, x: Tensor) -> Tensor:
            f = torch.flatten(x, 0, 1)
            r = torch.div(torch.clamp_min(torch.amax(torch.abs(f), [1], True), 1.0e-30), 127.)
            q = torch.to(torch.round_(torch.div(f, r)), 1)
            y = torch.mul(torch._int_mm(q, self.w), r)
            return torch.view(torch.addcmul(self.b, y, self.s), [torch.size(x, 0), torch.size(x, 1), -1])
          def forward(self: __torch__.Linear, x: Tensor) -> Tensor:
            return %s
          def activated(self: __torch__.Linear, x: Tensor) -> Tensor:
            return %s
          def added(self: __torch__.Linear, x: Tensor, y: Tensor) -> Tensor:
            return torch.add_(%s, y)
        """
        .formatted(product, LinearKernel.activated(activation, product), product);
  }

  @Override
  public String bareProduct(String x, String linear) {
    return "torch._int_mm(torch.to(%s, 1), (%s).w)".formatted(x, linear);
  }

  @Override
  public ScriptValue instance(LinearWeights weights) {
    int inputs = weights.inputs();
    int outputs = weights.outputs();
    byte[] transposed = new byte[Math.multiplyExact(inputs, outputs)];
    float[] scales = new float[outputs];
    int output = 0;
    for (Tensor part : weights.weights()) {
      float[] values = FloatComponents.of(part);
      for (int row = 0; row < values.length / inputs; row++, output++) {
        float largest = Float.MIN_NORMAL;
        for (int i = 0; i < inputs; i++) {
          largest = Math.max(largest, Math.abs(values[row * inputs + i]));
        }
        float scale = largest / LIMIT;
        scales[output] = scale;
        for (int i = 0; i < inputs; i++) {
          int rounded = Math.round(values[row * inputs + i] / scale);
          transposed[i * outputs + output] = (byte) Math.max(-LIMIT, Math.min(LIMIT, rounded));
        }
      }
    }
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put(
        "w",
        new ScriptValue.Tensor(
            TensorData.of(TensorData.Type.INT8, ByteBuffer.wrap(transposed)),
            List.of((long) inputs, (long) outputs)));
    attributes.put(
        "s", new ScriptValue.Tensor(TensorData.ofFloats(scales), List.of((long) outputs)));
    attributes.put("b", PlainKernel.bias(ScriptType.FLOAT32, weights));
    return new ScriptValue.Module("Linear", attributes);
  }
}
