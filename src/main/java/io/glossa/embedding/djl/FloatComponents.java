package io.glossa.embedding.djl;

import io.glossa.embedding.BundleException;
import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.vector.HalfFloat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The components of a stored tensor as floats. */
final class FloatComponents {

  private FloatComponents() {}

  /** A copy as an array. */
  static float[] of(Tensor tensor) {
    ByteBuffer bytes = float32(tensor).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /** FLOAT32, little-endian: the mapped bytes themselves where they are that already. */
  static ByteBuffer float32(Tensor tensor) {
    ByteBuffer source = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (tensor.type()) {
      case F32 -> source;
      case F16 -> {
        ByteBuffer wide = wide(source);
        while (source.hasRemaining()) {
          wide.putFloat(HalfFloat.toFloat(source.getShort()));
        }
        yield wide.flip();
      }
      case BF16 -> {
        ByteBuffer wide = wide(source);
        while (source.hasRemaining()) {
          // BF16 is the upper half of a float.
          wide.putInt(source.getShort() << 16);
        }
        yield wide.flip();
      }
      case I64 ->
          throw new BundleException(
              "tensor %s of type I64; expected a floating-point type".formatted(tensor.name()));
    };
  }

  /** Direct, so that the engine can take it without a copy. */
  private static ByteBuffer wide(ByteBuffer halves) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(2, halves.remaining()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
