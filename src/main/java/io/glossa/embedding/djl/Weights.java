package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.Safetensors;
import io.glossa.embedding.Safetensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors of a file as arrays of the engine. F32 and F16 are views of the mapped file. */
final class Weights {

  private Weights() {}

  /** As it lies in the file; BF16 becomes FLOAT32, because DJL takes none from Java. */
  static NDArray asStored(NDManager scope, Tensor tensor) {
    Shape shape = new Shape(tensor.shape());
    return switch (tensor.type()) {
      case F32 -> scope.create(tensor.data(), shape, DataType.FLOAT32);
      case F16 -> scope.create(tensor.data(), shape, DataType.FLOAT16);
      case BF16 -> scope.create(widened(tensor.data()), shape, DataType.FLOAT32);
      case I64 -> scope.create(tensor.data(), shape, DataType.INT64);
    };
  }

  /**
   * A weight as FLOAT32.
   *
   * @throws BundleException when it is missing or of another shape
   */
  static NDArray float32(NDManager scope, Safetensors file, String name, long... expected) {
    Tensor tensor = file.tensor(name);
    Shape shape = new Shape(expected);
    if (!new Shape(tensor.shape()).equals(shape)) {
      throw new BundleException(
          "tensor %s has shape %s; config.json asks for %s".formatted(name, tensor.shape(), shape));
    }
    NDArray stored = asStored(scope, tensor);
    if (stored.getDataType() == DataType.FLOAT32) {
      return stored;
    }
    NDArray wide = stored.toType(DataType.FLOAT32, true);
    stored.close();
    return wide;
  }

  /** BF16 is the upper half of a float. */
  private static ByteBuffer widened(ByteBuffer halves) {
    ByteBuffer source = halves.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide =
        ByteBuffer.allocateDirect(Math.multiplyExact(2, source.remaining()))
            .order(ByteOrder.nativeOrder());
    while (source.hasRemaining()) {
      wide.putInt(source.getShort() << 16);
    }
    return wide.flip();
  }
}
