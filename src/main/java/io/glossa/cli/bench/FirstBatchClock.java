package io.glossa.cli.bench;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelDescription;
import io.glossa.vector.Embedding;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers when the model took its first batch; the model itself stays open. */
final class FirstBatchClock implements Embedder {

  private static final long NEVER = Long.MIN_VALUE;

  private final Embedder embedder;
  private final AtomicLong firstNanos = new AtomicLong(NEVER);

  FirstBatchClock(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * From the first batch until now.
   *
   * @throws IllegalStateException when there was none
   */
  double secondsSinceFirstBatch() {
    long first = firstNanos.get();
    if (first == NEVER) {
      throw new IllegalStateException("the model has taken no batch");
    }
    return (System.nanoTime() - first) / 1e9;
  }

  @Override
  public ModelDescription model() {
    return embedder.model();
  }

  @Override
  public List<TokenSpan> tokens(String text) {
    return embedder.tokens(text);
  }

  @Override
  public EncodedText encode(String text) {
    return embedder.encode(text);
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    firstNanos.compareAndSet(NEVER, System.nanoTime());
    return embedder.embed(batch);
  }

  /** Leaves the model to who opened it. */
  @Override
  public void close() {}
}
