package io.glossa.cli.bench.peers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.glossa.cli.bench.EncoderPeer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a straightforward user of DJL writes: BERT in NDArray operations, FLOAT32. */
public final class PlainDjl implements EncoderPeer {

  @Override
  public String name() {
    return "djl-plain";
  }

  @Override
  public boolean quantised() {
    return false;
  }

  @Override
  public Session open(Path bundle, int threads) {
    try (PeerBundle weights = new PeerBundle(bundle)) {
      return new Bert(weights);
    }
  }

  private static final class Bert implements Session {

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final Map<String, NDArray> weights = new HashMap<>();
    private final int layers;
    private final int heads;
    private final int hidden;
    private final float epsilon;

    Bert(PeerBundle bundle) {
      layers = bundle.layers;
      heads = bundle.heads;
      hidden = bundle.hidden;
      epsilon = bundle.epsilon;
      matrix(bundle, "embeddings.word_embeddings", bundle.vocabulary, hidden);
      matrix(bundle, "embeddings.position_embeddings", bundle.positions, hidden);
      matrix(bundle, "embeddings.token_type_embeddings", 2, hidden);
      norm(bundle, "embeddings.LayerNorm");
      for (int i = 0; i < layers; i++) {
        String layer = "encoder.layer." + i + ".";
        for (String part : new String[] {"query", "key", "value"}) {
          dense(bundle, layer + "attention.self." + part, hidden, hidden);
        }
        dense(bundle, layer + "attention.output.dense", hidden, hidden);
        norm(bundle, layer + "attention.output.LayerNorm");
        dense(bundle, layer + "intermediate.dense", bundle.intermediate, hidden);
        dense(bundle, layer + "output.dense", hidden, bundle.intermediate);
        norm(bundle, layer + "output.LayerNorm");
      }
    }

    @Override
    public float[][] embed(int[][] texts) {
      PeerBatch batch = PeerBatch.of(texts);
      Shape shape = new Shape(batch.rows(), batch.width());
      try (NDManager scope = manager.newSubManager()) {
        NDArray ids = scope.create(batch.ids(), shape);
        NDArray mask = scope.create(floats(batch.mask()), shape);
        NDArray vectors = encode(scope, ids, mask);
        NDArray weight = mask.expandDims(2);
        NDArray mean = vectors.mul(weight).sum(new int[] {1}).div(weight.sum(new int[] {1}));
        NDArray unit = mean.div(mean.norm(new int[] {1}, true));
        float[] flat = unit.toFloatArray();
        float[][] rows = new float[batch.rows()][hidden];
        for (int row = 0; row < rows.length; row++) {
          System.arraycopy(flat, row * hidden, rows[row], 0, hidden);
        }
        return rows;
      }
    }

    private NDArray encode(NDManager scope, NDArray ids, NDArray mask) {
      long tokens = ids.getShape().get(1);
      NDArray places = scope.arange((int) tokens).toType(ids.getDataType(), false);
      NDArray types = ids.zerosLike();
      NDArray sum =
          lookUp(ids, "embeddings.word_embeddings")
              .add(lookUp(places, "embeddings.position_embeddings"))
              .add(lookUp(types, "embeddings.token_type_embeddings"));
      NDArray vectors = normalise(sum, "embeddings.LayerNorm");
      NDArray penalty = mask.neg().add(1f).mul(-10_000f).expandDims(1).expandDims(1);
      for (int i = 0; i < layers; i++) {
        // What a layer leaves is freed with it: twelve layers of a long batch are gigabytes.
        try (NDManager part = scope.newSubManager()) {
          vectors.attach(part);
          vectors = layer("encoder.layer." + i + ".", vectors, penalty);
          vectors.attach(scope);
        }
      }
      return vectors;
    }

    private NDArray layer(String name, NDArray input, NDArray penalty) {
      String self = name + "attention.self.";
      NDArray query = split(dense(input, self + "query"));
      NDArray key = split(dense(input, self + "key"));
      NDArray value = split(dense(input, self + "value"));
      double width = (double) hidden / heads;
      NDArray scores = query.matMul(key.swapAxes(2, 3)).div(Math.sqrt(width)).add(penalty);
      NDArray context = scores.softmax(-1).matMul(value).swapAxes(1, 2);
      NDArray joined = context.reshape(input.getShape());
      NDArray attended =
          normalise(
              dense(joined, name + "attention.output.dense").add(input),
              name + "attention.output.LayerNorm");
      NDArray wide = Activation.gelu(dense(attended, name + "intermediate.dense"));
      return normalise(dense(wide, name + "output.dense").add(attended), name + "output.LayerNorm");
    }

    /** From [texts, tokens, hidden] to [texts, heads, tokens, hidden / heads]. */
    private NDArray split(NDArray vectors) {
      Shape shape = vectors.getShape();
      return vectors.reshape(shape.get(0), shape.get(1), heads, hidden / heads).swapAxes(1, 2);
    }

    private NDArray lookUp(NDArray ids, String name) {
      return Embedding.embedding(ids, weights.get(name), SparseFormat.DENSE).head();
    }

    private NDArray dense(NDArray input, String name) {
      return Linear.linear(input, weights.get(name), weights.get(name + ".bias")).head();
    }

    private NDArray normalise(NDArray input, String name) {
      NDArray gain = weights.get(name);
      return LayerNorm.layerNorm(
              input, new Shape(hidden), gain, weights.get(name + ".bias"), epsilon)
          .head();
    }

    private void dense(PeerBundle bundle, String name, int outputs, int inputs) {
      matrix(bundle, name, outputs, inputs);
      bias(bundle, name, outputs);
    }

    private void norm(PeerBundle bundle, String name) {
      weights.put(name, manager.create(bundle.weight(name + ".weight")));
      bias(bundle, name, hidden);
    }

    private void matrix(PeerBundle bundle, String name, int rows, int columns) {
      weights.put(name, manager.create(bundle.weight(name + ".weight"), new Shape(rows, columns)));
    }

    private void bias(PeerBundle bundle, String name, int width) {
      weights.put(name + ".bias", manager.create(bundle.weight(name + ".bias"), new Shape(width)));
    }

    private static float[] floats(long[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = values[i];
      }
      return floats;
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
