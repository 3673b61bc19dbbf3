package io.glossa.vector;

import java.util.Arrays;
import java.util.List;

/** A vector of {@code float}s with value equality. Immutable; the array is copied in and out. */
public final class Embedding {

  private final float[] components;

  private Embedding(float[] components) {
    this.components = components;
  }

  public static Embedding of(float... components) {
    return new Embedding(components.clone());
  }

  /**
   * The mean of vectors of one dimension, weighted and of length 1.
   *
   * @param vectors at least one
   * @param weights one for each vector, at least 0; when all are 0, the vectors count alike
   */
  public static Embedding weightedMean(List<Embedding> vectors, int[] weights) {
    if (vectors.isEmpty() || vectors.size() != weights.length) {
      throw new IllegalArgumentException(
          "%d vectors with %d weights; expected as many, at least one"
              .formatted(vectors.size(), weights.length));
    }
    boolean weightless = Arrays.stream(weights).allMatch(weight -> weight == 0);
    double[] sum = new double[vectors.get(0).dimension()];
    for (int v = 0; v < weights.length; v++) {
      float[] components = vectors.get(v).components;
      if (components.length != sum.length || weights[v] < 0) {
        throw new IllegalArgumentException(
            "vector of dimension %d with weight %d; expected dimension %d, weight at least 0"
                .formatted(components.length, weights[v], sum.length));
      }
      double weight = weightless ? 1 : weights[v];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * components[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) sum[i];
    }
    return new Embedding(mean).normalised();
  }

  public int dimension() {
    return components.length;
  }

  public float component(int index) {
    return components[index];
  }

  public float[] toArray() {
    return components.clone();
  }

  /** Sum of products; the cosine when both have length 1. */
  public double dot(Embedding other) {
    if (other.components.length != components.length) {
      throw new IllegalArgumentException(
          "dot product of dimensions %d and %d; expected equal dimensions"
              .formatted(components.length, other.components.length));
    }
    double sum = 0;
    for (int i = 0; i < components.length; i++) {
      sum += (double) components[i] * other.components[i];
    }
    return sum;
  }

  /** Euclidean length. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** From -1 to 1; 0 when either vector is 0. */
  public double cosine(Embedding other) {
    double norms = norm() * other.norm();
    return norms == 0 ? 0 : dot(other) / norms;
  }

  /** The same direction with length 1; the zero vector stays as it is. */
  public Embedding normalised() {
    double norm = norm();
    if (norm == 0) {
      return this;
    }
    float[] unit = new float[components.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (components[i] / norm);
    }
    return new Embedding(unit);
  }

  /** Whether no component is NaN or infinite. */
  public boolean isFinite() {
    for (float component : components) {
      if (!Float.isFinite(component)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(components, that.components);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(components);
  }

  @Override
  public String toString() {
    return "Embedding[" + components.length + "]";
  }
}
