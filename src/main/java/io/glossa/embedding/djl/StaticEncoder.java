package io.glossa.embedding.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.BundleManifest;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelWeights;
import io.glossa.embedding.Pooling;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A table of token vectors; the vector of a text is the mean of those of its tokens. */
final class StaticEncoder implements TokenEncoder {

  private final NDManager weights;
  private final NDArray table;
  private final int dimension;
  private final Semaphore workers;

  private StaticEncoder(NDManager weights, NDArray table, int dimension, int workers) {
    this.weights = weights;
    this.table = table;
    this.dimension = dimension;
    this.workers = new Semaphore(workers);
  }

  /**
   * Maps the table.
   *
   * @param manifest names the components that are kept
   * @param workers callers that compute at the same time at most
   * @throws BundleException when the table has fewer components, or is of a kind with more parts
   */
  static StaticEncoder load(ModelWeights file, BundleManifest manifest, int workers) {
    if (!manifest.pooling().equals(List.of(Pooling.MEAN))
        || !manifest.layers().equals(BundleManifest.LAST_LAYER)) {
      throw new BundleException(
          "%s is a static table, asked for pooling %s of layers %s; it has no layers, and its"
                  .formatted(manifest.id(), manifest.pooling(), manifest.layers())
              + " pooling is the mean");
    }
    int dimension = manifest.dimension();
    if (file.names().contains("mapping") || file.names().contains("weights")) {
      throw new BundleException(
          "the table is of model2vec with a reduced vocabulary (tensors %s); supported is one"
                  .formatted(file.names())
              + " tensor, embeddings or embedding.weight");
    }
    NDManager weights = DjlEngine.newScope(Device.cpu());
    try {
      NDArray table = Weights.asStored(weights, file.staticTable());
      if (dimension > table.getShape().get(1)) {
        throw new BundleException(
            "the manifest names dimension %d; the table has %d"
                .formatted(dimension, table.getShape().get(1)));
      }
      return new StaticEncoder(weights, table, dimension, workers);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  @Override
  public float[] encode(List<EncodedText> texts) {
    int vocabulary = Math.toIntExact(table.getShape().get(0));
    workers.acquireUninterruptibly();
    try (NDManager scope = weights.newSubManager()) {
      PaddedBatch batch = PaddedBatch.of(scope, texts, vocabulary, Integer.MAX_VALUE);
      NDArray vectors = Embedding.embedding(batch.ids(), table, SparseFormat.DENSE).head();
      // Only the rows of this batch are widened; the table stays as small as it is in the file.
      NDArray wide = vectors.toType(DataType.FLOAT32, false);
      NDArray mean = wide.mul(batch.mask().expandDims(2)).sum(new int[] {1}).div(batch.lengths());
      return mean.get(new NDIndex(":,0:" + dimension)).toFloatArray();
    } catch (EngineException e) {
      throw EngineFailures.of(e);
    } finally {
      workers.release();
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String plan() {
    return "static";
  }

  @Override
  public void close() {
    weights.close();
  }
}
