package io.glossa.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.vector.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** An embedder on DJL PyTorch. What a batch allocates is freed when it ends. */
final class DjlEmbedder implements Embedder {

  private final ModelDescription model;
  private final BundleTokenizer tokenizer;
  private final TokenEncoder encoder;
  private final NDManager weights;
  private final Semaphore workers;

  DjlEmbedder(
      ModelDescription model,
      BundleTokenizer tokenizer,
      TokenEncoder encoder,
      NDManager weights,
      DjlSettings settings) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.encoder = encoder;
    this.weights = weights;
    this.workers = new Semaphore(settings.workers());
  }

  @Override
  public ModelDescription model() {
    return model;
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return tokenizer.spans(text);
  }

  @Override
  public EncodedText encode(String text) {
    return tokenizer.encode(text, model.maxTokens());
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    for (EncodedText text : batch) {
      if (text.length() > model.maxTokens()) {
        throw new IllegalArgumentException(
            "a text of %d tokens; %s takes at most %d"
                .formatted(text.length(), model.identity(), model.maxTokens()));
      }
    }
    workers.acquireUninterruptibly();
    try (NDManager scope = weights.newSubManager()) {
      NDArray vectors = encoder.encode(scope, PaddedBatch.of(scope, batch, encoder.vocabulary()));
      return rows(vectors.toFloatArray(), batch.size());
    } finally {
      workers.release();
    }
  }

  private List<Embedding> rows(float[] components, int count) {
    List<Embedding> rows = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      Embedding vector =
          Embedding.of(
              Arrays.copyOfRange(
                  components, row * model.dimension(), (row + 1) * model.dimension()));
      rows.add(model.normalised() ? vector.normalised() : vector);
    }
    return List.copyOf(rows);
  }

  @Override
  public void close() {
    weights.close();
    tokenizer.close();
  }
}
