package io.glossa.embedding.djl;

import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.djl.torchscript.TensorData;
import io.glossa.vector.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A floating-point type of a program, with PyTorch's number for it. */
enum ScriptType {
  FLOAT16(5),
  FLOAT32(6),
  BFLOAT16(15);

  private final int number;

  ScriptType(int number) {
    this.number = number;
  }

  /** PyTorch's number for the type ({@code c10::ScalarType}). */
  int number() {
    return number;
  }

  /** The components of tensors, one behind the other; FLOAT32 ones are not copied. */
  TensorData data(List<Tensor> tensors) {
    return switch (this) {
      case FLOAT32 ->
          TensorData.of(
              TensorData.Type.FLOAT32, tensors.stream().map(FloatComponents::float32).toList());
      case BFLOAT16 ->
          TensorData.of(
              TensorData.Type.BFLOAT16, tensors.stream().map(t -> halves(t, this)).toList());
      case FLOAT16 ->
          TensorData.of(
              TensorData.Type.FLOAT16, tensors.stream().map(t -> halves(t, this)).toList());
    };
  }

  private static ByteBuffer halves(Tensor tensor, ScriptType type) {
    float[] values = FloatComponents.of(tensor);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Short.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(type == BFLOAT16 ? bfloat16(value) : HalfFloat.fromFloat(value));
    }
    return bytes.flip();
  }

  /** The nearest BFLOAT16, ties to even, of a finite value. */
  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
