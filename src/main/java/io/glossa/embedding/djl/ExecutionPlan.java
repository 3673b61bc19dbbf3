package io.glossa.embedding.djl;

import ai.djl.Device;
import java.util.Arrays;
import java.util.Locale;

/**
 * A way to run an encoder. The order is that of exactness, most exact first.
 *
 * <p>Speeds of one thread at the shape of MiniLM-L12, relative to plain {@link #FP32}, are in
 * {@code docs/encoder.md}.
 */
public enum ExecutionPlan {
  /** FLOAT32 with PyTorch's own kernels; runs everywhere, the measure of the others. */
  FP32(0.99999),
  /** FLOAT32 with weights laid out for oneDNN once, at load. */
  FP32_PACKED(0.99999),
  /** BFLOAT16 with weights laid out for oneDNN; wants a CPU with instructions for it. */
  BF16_PACKED(0.999),
  /** Weights in 8 bits by output row, activations in 8 bits by token. */
  INT8(0.99),
  /** FLOAT16 on a GPU. */
  CUDA_FP16(0.999),
  /** BFLOAT16 on a GPU. */
  CUDA_BF16(0.999);

  private final double leastCosine;

  ExecutionPlan(double leastCosine) {
    this.leastCosine = leastCosine;
  }

  /** The name in configurations, logs and results, such as {@code bf16-packed}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The plan with an {@linkplain #id() id}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ExecutionPlan named(String id) {
    for (ExecutionPlan plan : values()) {
      if (plan.id().equals(id)) {
        return plan;
      }
    }
    throw new IllegalArgumentException(
        "execution plan '%s'; expected one of %s"
            .formatted(id, Arrays.stream(values()).map(ExecutionPlan::id).toList()));
  }

  /** The least cosine to {@link #FP32} with which the plan is taken. */
  public double leastCosine() {
    return leastCosine;
  }

  boolean onGpu() {
    return this == CUDA_FP16 || this == CUDA_BF16;
  }

  Device device(int worker) {
    return onGpu() ? Device.gpu(worker) : Device.cpu();
  }

  /** How the plan multiplies by weights. */
  LinearKernel kernel() {
    return switch (this) {
      case FP32 -> new PlainKernel(ScriptType.FLOAT32);
      case FP32_PACKED -> new PackedKernel(ScriptType.FLOAT32);
      case BF16_PACKED -> new PackedKernel(ScriptType.BFLOAT16);
      case INT8 -> new RowQuantizedKernel();
      case CUDA_FP16 -> new PlainKernel(ScriptType.FLOAT16);
      case CUDA_BF16 -> new PlainKernel(ScriptType.BFLOAT16);
    };
  }
}
