package io.glossa.embedding;

import io.glossa.embedding.TextQueue.Waiting;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one batch through the model and settles every text of it. Stateless but for its parts. */
final class BatchRunner {

  private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);

  private final Embedder embedder;
  private final TokenBudget budget;
  private final BatchObserver observer;
  private final LongSupplier nanoTime;

  BatchRunner(
      Embedder embedder, TokenBudget budget, BatchObserver observer, LongSupplier nanoTime) {
    this.embedder = embedder;
    this.budget = budget;
    this.observer = observer;
    this.nanoTime = nanoTime;
  }

  /**
   * A batch to run.
   *
   * @param texts shortest first, at least one
   * @param grant the budget that it was cut under
   * @param chosen whether texts were left waiting
   */
  record Job(List<Waiting> texts, TokenBudget.Grant grant, boolean chosen) {

    private Job part(List<Waiting> some) {
      return new Job(some, TokenBudget.Grant.NONE, false);
    }
  }

  /**
   * Completes the future of every text, with its vector or with {@link InferenceException}.
   *
   * @throws ModelUnavailableException when the model is away; texts without an outcome have none
   */
  void run(Job job) {
    List<Waiting> batch = job.texts();
    List<Embedding> vectors;
    try {
      vectors = infer(job);
    } catch (ModelUnavailableException e) {
      throw e;
    } catch (ModelMemoryException e) {
      halve(job, e);
      return;
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        refuse(batch.get(0), e);
      } else {
        observer.batchFailed(batch.size(), e);
        batch.forEach(text -> runAlone(job.part(List.of(text))));
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).vector.complete(vectors.get(i));
    }
  }

  private void halve(Job job, ModelMemoryException cause) {
    List<Waiting> batch = job.texts();
    int padded = paddedTokens(batch);
    // A longer text, which runs alone whatever the budget, says nothing of the budget.
    if ((batch.size() > 1 || padded <= budget.settled()) && budget.refused(padded)) {
      log.warn(
          "the model's memory did not hold {} texts, {} padded tokens; batches now have {} at most",
          batch.size(),
          padded,
          budget.settled());
    }
    if (batch.size() == 1) {
      refuse(batch.get(0), cause);
      return;
    }
    observer.batchHalved(batch.size(), padded);
    int middle = batch.size() / 2;
    run(job.part(batch.subList(0, middle)));
    run(job.part(batch.subList(middle, batch.size())));
  }

  private void runAlone(Job job) {
    Waiting waiting = job.texts().get(0);
    Embedding vector;
    try {
      vector = infer(job).get(0);
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

  private List<Embedding> infer(Job job) {
    List<Waiting> batch = job.texts();
    long startNanos = nanoTime.getAsLong();
    List<Embedding> vectors = embedder.embed(batch.stream().map(w -> w.text).toList());
    long inferenceNanos = nanoTime.getAsLong() - startNanos;
    check(batch, vectors);
    long oldestNanos = startNanos;
    int tokens = 0;
    for (Waiting waiting : batch) {
      oldestNanos = Math.min(oldestNanos, waiting.arrivedNanos);
      tokens += waiting.length();
    }
    budget.ran(job.grant(), job.chosen(), tokens, inferenceNanos);
    observer.batchRan(
        new BatchObserver.Batch(
            batch.size(),
            tokens,
            paddedTokens(batch),
            Duration.ofNanos(startNanos - oldestNanos),
            Duration.ofNanos(inferenceNanos)));
    return vectors;
  }

  private int paddedTokens(List<Waiting> batch) {
    int longest = batch.get(batch.size() - 1).length();
    long padded =
        (long) batch.size() * BatchShape.paddedTokens(longest, embedder.model().maxTokens());
    return (int) Math.min(Integer.MAX_VALUE, padded);
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
