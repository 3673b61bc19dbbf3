package io.glossa.topology;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.TextLane;
import io.glossa.embedding.Vectorizer;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A model that takes a second a batch, with a queue, on a clock of its own: who waits for room
 * waits in vain, for as long as his patience lasts. For one thread.
 */
final class FakeModel implements Vectorizer, Waits {

  private static final int QUEUE = 32;
  private static final int BATCH = 8;

  private record Waiting(EncodedText text, CompletableFuture<Embedding> vector) {}

  private final Embedder embedder;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int longestQueue;
  private long nanos;

  FakeModel(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public Embedder embedder() {
    return embedder;
  }

  @Override
  public CompletableFuture<Embedding> submit(EncodedText text) {
    throw new UnsupportedOperationException("the stream hands in by lanes");
  }

  @Override
  public TextLane lane() {
    return (text, patience) -> {
      if (queue.size() == QUEUE) {
        nanos += patience.toNanos();
        return Optional.empty();
      }
      Waiting waiting = new Waiting(text, new CompletableFuture<>());
      queue.add(waiting);
      longestQueue = Math.max(longestQueue, queue.size());
      return Optional.of(waiting.vector());
    };
  }

  int longestQueue() {
    return longestQueue;
  }

  Duration now() {
    return Duration.ofNanos(nanos);
  }

  /** Fails the texts that have waited longest. */
  void failNext(int texts) {
    for (int i = 0; i < texts; i++) {
      queue.remove().vector().completeExceptionally(new InferenceException("the model choked"));
    }
  }

  /** Runs a batch; false when nothing waits. */
  boolean run() {
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < BATCH && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    if (batch.isEmpty()) {
      return false;
    }
    nanos += Duration.ofSeconds(1).toNanos();
    List<Embedding> vectors = embedder.embed(batch.stream().map(Waiting::text).toList());
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).vector().complete(vectors.get(i));
    }
    return true;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public boolean await(CompletableFuture<?> future, Duration atMost) {
    if (future.isDone()) {
      return true;
    }
    nanos += atMost.toNanos();
    return false;
  }
}
