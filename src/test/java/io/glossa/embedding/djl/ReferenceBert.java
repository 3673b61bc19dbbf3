package io.glossa.embedding.djl;

import io.glossa.embedding.EncodedText;
import java.util.function.ToDoubleBiFunction;

/** BERT in plain loops over doubles, one text at a time: what the engine's result must equal. */
final class ReferenceBert {

  private final RandomBert model;

  ReferenceBert(RandomBert model) {
    this.model = model;
  }

  /** The last layer's vectors, by token. */
  double[][] encode(EncodedText text) {
    int h = RandomBert.HIDDEN;
    double[][] x = new double[text.length()][h];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < h; i++) {
        x[t][i] =
            weight("embeddings.word_embeddings.weight", text.id(t) * h + i)
                + weight("embeddings.position_embeddings.weight", t * h + i)
                + weight("embeddings.token_type_embeddings.weight", i);
      }
    }
    x = norm(x, "embeddings.LayerNorm");
    for (int layer = 0; layer < RandomBert.LAYERS; layer++) {
      String name = "encoder.layer." + layer + ".";
      double[][] attended = dense(attention(x, name), name + "attention.output.dense", h);
      x = norm(sum(x, attended), name + "attention.output.LayerNorm");
      double[][] wide = dense(x, name + "intermediate.dense", RandomBert.INTERMEDIATE);
      for (double[] row : wide) {
        for (int i = 0; i < row.length; i++) {
          row[i] = 0.5 * row[i] * (1 + erf(row[i] / Math.sqrt(2)));
        }
      }
      x = norm(sum(x, dense(wide, name + "output.dense", h)), name + "output.LayerNorm");
    }
    return x;
  }

  private double[][] attention(double[][] x, String name) {
    int h = RandomBert.HIDDEN;
    int width = h / RandomBert.HEADS;
    double[][] q = dense(x, name + "attention.self.query", h);
    double[][] k = dense(x, name + "attention.self.key", h);
    double[][] v = dense(x, name + "attention.self.value", h);
    double[][] out = new double[x.length][h];
    for (int head = 0; head < RandomBert.HEADS; head++) {
      int offset = head * width;
      ToDoubleBiFunction<double[], double[]> product =
          (a, b) -> {
            double sum = 0;
            for (int i = offset; i < offset + width; i++) {
              sum += a[i] * b[i];
            }
            return sum / Math.sqrt(width);
          };
      for (int t = 0; t < x.length; t++) {
        double[] share = new double[x.length];
        double total = 0;
        for (int s = 0; s < x.length; s++) {
          share[s] = Math.exp(product.applyAsDouble(q[t], k[s]));
          total += share[s];
        }
        for (int s = 0; s < x.length; s++) {
          for (int i = offset; i < offset + width; i++) {
            out[t][i] += share[s] / total * v[s][i];
          }
        }
      }
    }
    return out;
  }

  private double[][] dense(double[][] x, String name, int outputs) {
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < outputs; o++) {
        y[t][o] = weight(name + ".bias", o);
        for (int i = 0; i < x[t].length; i++) {
          y[t][o] += weight(name + ".weight", o * x[t].length + i) * x[t][i];
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String name) {
    for (double[] row : x) {
      double mean = 0;
      double variance = 0;
      for (double value : row) {
        mean += value / row.length;
      }
      for (double value : row) {
        variance += (value - mean) * (value - mean) / row.length;
      }
      for (int i = 0; i < row.length; i++) {
        row[i] =
            (row[i] - mean) / Math.sqrt(variance + RandomBert.EPSILON) * weight(name + ".weight", i)
                + weight(name + ".bias", i);
      }
    }
    return x;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int t = 0; t < a.length; t++) {
      sum[t] = a[t].clone();
      for (int i = 0; i < sum[t].length; i++) {
        sum[t][i] += b[t][i];
      }
    }
    return sum;
  }

  /** By its Taylor series; enough for the small arguments here. */
  private static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private double weight(String name, int index) {
    float[] values = model.weights.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no weight " + name);
    }
    return values[index];
  }
}
