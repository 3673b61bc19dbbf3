package io.glossa.embedding;

import io.glossa.embedding.TextQueue.Waiting;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.List;

/** Runs one batch through the model and settles every text of it. Stateless but for its parts. */
final class BatchRunner {

  private final Embedder embedder;
  private final BatchObserver observer;

  BatchRunner(Embedder embedder, BatchObserver observer) {
    this.embedder = embedder;
    this.observer = observer;
  }

  /**
   * Completes the future of every text, with its vector or with {@link InferenceException}.
   *
   * @throws ModelUnavailableException when the model is away; texts without an outcome have none
   */
  void run(List<Waiting> batch) {
    List<Embedding> vectors;
    try {
      vectors = infer(batch);
    } catch (ModelUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        refuse(batch.get(0), e);
      } else {
        observer.batchFailed(batch.size(), e);
        batch.forEach(this::runAlone);
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).vector.complete(vectors.get(i));
    }
  }

  private void runAlone(Waiting waiting) {
    Embedding vector;
    try {
      vector = infer(List.of(waiting)).get(0);
    } catch (ModelUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      refuse(waiting, e);
      return;
    }
    waiting.vector.complete(vector);
  }

  private void refuse(Waiting waiting, RuntimeException cause) {
    observer.textFailed(cause);
    waiting.vector.completeExceptionally(
        cause instanceof InferenceException
            ? cause
            : new InferenceException("the model failed: " + cause, cause));
  }

  private List<Embedding> infer(List<Waiting> batch) {
    long startNanos = System.nanoTime();
    List<Embedding> vectors = embedder.embed(batch.stream().map(w -> w.text).toList());
    long endNanos = System.nanoTime();
    check(batch, vectors);
    long oldestNanos = startNanos;
    int tokens = 0;
    int longest = 0;
    for (Waiting waiting : batch) {
      oldestNanos = Math.min(oldestNanos, waiting.arrivedNanos);
      tokens += waiting.length();
      longest = Math.max(longest, waiting.length());
    }
    observer.batchRan(
        new BatchObserver.Batch(
            batch.size(),
            tokens,
            longest * batch.size(),
            Duration.ofNanos(startNanos - oldestNanos),
            Duration.ofNanos(endNanos - startNanos)));
    return vectors;
  }

  /** A model that answers nonsense has failed just as one that throws. */
  private void check(List<Waiting> batch, List<Embedding> vectors) {
    if (vectors.size() != batch.size()) {
      throw new InferenceException(
          "the model returned %d vectors for %d texts".formatted(vectors.size(), batch.size()));
    }
    int dimension = embedder.model().dimension();
    for (Embedding vector : vectors) {
      if (vector.dimension() != dimension) {
        throw new InferenceException(
            "the model returned a vector of dimension %d; expected %d"
                .formatted(vector.dimension(), dimension));
      }
      if (!vector.isFinite()) {
        throw new InferenceException("the model returned a vector that is not finite");
      }
    }
  }
}
