package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.Optional;

/**
 * The matrix products of a feed-forward layer and nothing else, through the kernel of an execution
 * plan: what the rate of a whole encoder is held against. Thread-safe.
 */
public final class MatrixProduct implements AutoCloseable {

  private final NDManager manager;
  private final NDArray input;
  private final NDArray widening;
  private final NDArray narrowing;
  private final double flops;

  private MatrixProduct(NDManager manager, int rows, int hidden, int intermediate) {
    this.manager = manager;
    this.input = manager.randomNormal(new Shape(rows, hidden));
    this.widening = manager.randomNormal(new Shape(intermediate, hidden));
    this.narrowing = manager.randomNormal(new Shape(hidden, intermediate));
    this.flops = 2 * 2.0 * rows * hidden * intermediate;
  }

  /**
   * The product [rows, hidden] · [hidden, intermediate] and the one back.
   *
   * @param plan the execution plan whose kernel to take, such as {@code fp32}
   * @return empty for a plan without such a probe
   */
  public static Optional<MatrixProduct> of(String plan, int rows, int hidden, int intermediate) {
    if (!plan.equals("fp32")) {
      return Optional.empty();
    }
    return Optional.of(new MatrixProduct(DjlEngine.newScope(), rows, hidden, intermediate));
  }

  /** Floating-point operations of one {@link #run()}, an addition counted as one. */
  public double flops() {
    return flops;
  }

  /** Computes both products on the calling thread. */
  public void run() {
    try (NDManager scope = manager.newSubManager()) {
      // A copy in the scope: what an operation makes is attached to where its first operand is.
      NDArray rows = input.duplicate();
      rows.attach(scope);
      NDArray wide = Linear.linear(rows, widening).head();
      var unused = Linear.linear(wide, narrowing);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
