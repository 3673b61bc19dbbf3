package io.glossa.embedding.djl;

import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import io.glossa.embedding.djl.torchscript.TensorData;
import java.util.List;

/** FLOAT32 tensors of a program. */
final class ScriptTensors {

  private ScriptTensors() {}

  static ScriptValue.Tensor of(float[] values, long rows, long columns) {
    return new ScriptValue.Tensor(TensorData.ofFloats(values), List.of(rows, columns));
  }

  static ScriptValue.Tensor of(Tensor tensor) {
    return new ScriptValue.Tensor(ScriptType.FLOAT32.data(List.of(tensor)), tensor.shape());
  }
}
