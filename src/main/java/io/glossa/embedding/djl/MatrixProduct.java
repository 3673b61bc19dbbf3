package io.glossa.embedding.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.glossa.embedding.Safetensors.Tensor;
import io.glossa.embedding.TensorType;
import io.glossa.embedding.djl.torchscript.ScriptValue;
import io.glossa.embedding.djl.torchscript.TorchScriptArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The matrix products of a feed-forward layer and nothing else, through the kernel of an execution
 * plan: what the rate of a whole encoder is held against. Thread-safe.
 */
public final class MatrixProduct implements AutoCloseable {

  private final Model model;
  private final NDArray input;
  private final double flops;

  private MatrixProduct(Model model, int rows, int hidden, int intermediate) {
    this.model = model;
    this.input = model.getNDManager().create(random(rows * hidden, 1), new Shape(rows, hidden));
    this.flops = 2 * 2.0 * rows * hidden * intermediate;
  }

  /**
   * The product [rows, hidden] · [hidden, intermediate] and the one back, on the CPU.
   *
   * @param planId the execution plan whose kernel to take
   * @return empty for a plan that runs on a GPU
   * @throws IllegalStateException when the engine does not load the program
   */
  public static Optional<MatrixProduct> of(String planId, int rows, int hidden, int intermediate) {
    ExecutionPlan plan = ExecutionPlan.named(planId);
    if (plan.onGpu()) {
      return Optional.empty();
    }
    DjlEngine.engine();
    LinearKernel kernel = plan.kernel();
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("training", new ScriptValue.Bool(false));
    attributes.put("up", kernel.instance(weights(intermediate, hidden)));
    attributes.put("down", kernel.instance(weights(hidden, intermediate)));
    String source =
        kernel.source(EncoderConfig.Activation.GELU)
            + """
            class Product(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              up : __torch__.Linear
              down : __torch__.Linear
              def forward(self: __torch__.Product, x: Tensor) -> Tensor:
                x0 = torch.to(x, %d)
                x1 = %s
                return %s
            """
                .formatted(
                    kernel.type().number(),
                    kernel.bareProduct("x0", "self.up"),
                    kernel.bareProduct("x1", "self.down"));
    try {
      Path file = Files.createTempFile("glossa-product-", ".pt");
      try {
        TorchScriptArchive.write(file, source, new ScriptValue.Module("Product", attributes));
        Model model = Model.newInstance("product", Device.cpu(), DjlEngine.NAME);
        model.load(file);
        return Optional.of(new MatrixProduct(model, rows, hidden, intermediate));
      } finally {
        Files.delete(file);
      }
    } catch (IOException | MalformedModelException e) {
      throw new IllegalStateException("cannot load the product of plan " + plan.id(), e);
    }
  }

  /** Floating-point operations of one {@link #run()}, an addition counted as one. */
  public double flops() {
    return flops;
  }

  /** Computes both products on the calling thread. */
  public void run() {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      // A view in the scope: what the program makes is attached to where its input is.
      NDArray rows = input.reshape(input.getShape());
      rows.attach(scope);
      NDList products =
          model.getBlock().forward(new ParameterStore(scope, false), new NDList(rows), false);
      products.close();
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static LinearWeights weights(int outputs, int inputs) {
    return new LinearWeights(
        List.of(tensor(outputs, inputs)), List.of(tensor(outputs)), inputs, outputs);
  }

  private static Tensor tensor(int... shape) {
    int components = 1;
    for (int axis : shape) {
      components *= axis;
    }
    ByteBuffer bytes = ByteBuffer.allocate(components * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : random(components, 2)) {
      bytes.putFloat(value);
    }
    List<Long> axes = Arrays.stream(shape).mapToObj(axis -> (long) axis).toList();
    return new Tensor("random", TensorType.F32, axes, bytes.flip());
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
