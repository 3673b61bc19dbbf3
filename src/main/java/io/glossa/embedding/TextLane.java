package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The way in for the texts of one document. Texts of one lane fill half of the queue at most, so
 * that a document of thousands of chunks leaves room for others. For one thread.
 */
public interface TextLane {

  /**
   * Hands in a text; waits for room, behind those who wait already, but not for longer than the
   * patience.
   *
   * @return the future of its vector, as of {@link Vectorizer#submit}; empty when there was no room
   * @throws InterruptedException when interrupted while waiting
   * @throws IllegalStateException when closed or broken
   */
  Optional<CompletableFuture<Embedding>> offer(EncodedText text, Duration patience)
      throws InterruptedException;
}
