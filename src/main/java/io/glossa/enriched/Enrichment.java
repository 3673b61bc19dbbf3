package io.glossa.enriched;

import io.glossa.document.Chunk;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.TextLane;
import io.glossa.embedding.Vectorizer;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way to its {@link Outcome}. Its chunks are handed to the model one by one, as
 * far as there is room: one thread at a time calls {@link #advance}. Anybody may wait for the
 * outcome.
 */
public final class Enrichment {

  private final Embedder embedder;
  private final TextLane lane;
  private final List<Chunk> chunks;
  private final List<CompletableFuture<Embedding>> vectors;
  private final CompletableFuture<List<Embedding>> embedded = new CompletableFuture<>();
  private final CompletableFuture<Outcome> outcome;
  private @Nullable EncodedText next;

  private Enrichment(
      Vectorizer vectorizer,
      List<Chunk> chunks,
      Function<CompletableFuture<List<Embedding>>, CompletableFuture<Outcome>> then) {
    this.embedder = vectorizer.embedder();
    this.lane = vectorizer.lane();
    this.chunks = chunks;
    this.vectors = new ArrayList<>(chunks.size());
    this.outcome = then.apply(embedded);
  }

  /** Of these chunks, at least one, and what follows when all have their vectors or one fails. */
  Enrichment(
      Vectorizer vectorizer,
      List<Chunk> chunks,
      Function<List<Embedding>, Outcome> assess,
      Function<Throwable, Outcome> failure,
      Executor analysis) {
    this(
        vectorizer,
        chunks,
        vectors -> vectors.thenApplyAsync(assess, analysis).exceptionally(failure));
  }

  /** With nothing to hand in. */
  static Enrichment settled(Vectorizer vectorizer, Outcome outcome) {
    return new Enrichment(
        vectorizer, List.of(), vectors -> CompletableFuture.completedFuture(outcome));
  }

  /**
   * Hands in chunks until all are or there is no room for the next. Waits for room, but not for
   * longer than the patience in all.
   *
   * @return whether nothing is left to hand in
   * @throws InterruptedException when interrupted while waiting
   * @throws IllegalStateException when the model's queue was closed or is broken
   */
  public boolean advance(Duration patience) throws InterruptedException {
    long startNanos = System.nanoTime();
    while (vectors.size() < chunks.size() && !embedded.isDone()) {
      if (next == null) {
        next = embedder.encode(chunks.get(vectors.size()).text());
      }
      Duration left = patience.minusNanos(System.nanoTime() - startNanos);
      Optional<CompletableFuture<Embedding>> vector =
          lane.offer(next, left.isNegative() ? Duration.ZERO : left);
      if (vector.isEmpty()) {
        return false;
      }
      next = null;
      add(vector.get());
    }
    return true;
  }

  /** The future of its outcome; fails as {@link DocumentEnricher#enrich} says. */
  public CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  private void add(CompletableFuture<Embedding> vector) {
    vectors.add(vector);
    // The first failure decides: what is left need not be embedded.
    CompletableFuture<?> unused =
        vector.whenComplete(
            (value, thrown) -> {
              if (thrown != null) {
                embedded.completeExceptionally(thrown);
              }
            });
    if (vectors.size() == chunks.size()) {
      unused =
          CompletableFuture.allOf(vectors.toArray(CompletableFuture[]::new))
              .thenRun(
                  () -> embedded.complete(vectors.stream().map(CompletableFuture::join).toList()));
    }
  }
}
