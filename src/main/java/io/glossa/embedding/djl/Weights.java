package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Safetensors.Tensor;
import java.util.Arrays;
import java.util.List;

/** Tensors of a bundle, checked against the shape that the configuration asks for. */
final class Weights {

  private Weights() {}

  /** As it lies in the file, mapped; BF16 becomes FLOAT32, because DJL takes none from Java. */
  static NDArray asStored(NDManager scope, Tensor tensor) {
    Shape shape = new Shape(tensor.shape());
    return switch (tensor.type()) {
      case F32 -> scope.create(tensor.data(), shape, DataType.FLOAT32);
      case F16 -> scope.create(tensor.data(), shape, DataType.FLOAT16);
      case BF16 -> scope.create(FloatComponents.float32(tensor), shape, DataType.FLOAT32);
      case I64 -> scope.create(tensor.data(), shape, DataType.INT64);
    };
  }

  /**
   * A tensor of a shape.
   *
   * @throws BundleException when it is missing or of another shape
   */
  static Tensor checked(ModelWeights weights, String name, long... expected) {
    Tensor tensor = weights.tensor(name);
    List<Long> shape = Arrays.stream(expected).boxed().toList();
    if (!tensor.shape().equals(shape)) {
      throw new BundleException(
          "tensor %s has shape %s; the configuration asks for %s"
              .formatted(name, tensor.shape(), shape));
    }
    return tensor;
  }
}
