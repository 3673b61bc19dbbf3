package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that takes a millisecond a batch and counts them. */
final class SlowEmbedder extends ForwardingEmbedder {

  private final AtomicInteger batches = new AtomicInteger();
  private volatile Runnable onBatch = () -> {};

  SlowEmbedder(Embedder model) {
    super(model);
  }

  /** What throws here fails the batch. */
  void onBatch(Runnable check) {
    onBatch = check;
  }

  int batches() {
    return batches.get();
  }

  void awaitBatches(int count) throws InterruptedException {
    while (batches.get() < count) {
      Thread.sleep(1);
    }
  }

  @Override
  public List<Embedding> embed(List<EncodedText> batch) {
    batches.incrementAndGet();
    onBatch.run();
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return super.embed(batch);
  }
}
