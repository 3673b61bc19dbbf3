package io.glossa.embedding;

import io.glossa.vector.Embedding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where texts are handed in for their vectors: the {@link MicroBatcher}, or a model directly. */
public interface Vectorizer {

  /** The model behind it. */
  Embedder embedder();

  /**
   * Hands in a text; may block to slow the caller down.
   *
   * @return the future of its vector; fails with {@link InferenceException} when the model has none
   * @throws InterruptedException when interrupted while blocked
   */
  CompletableFuture<Embedding> submit(EncodedText text) throws InterruptedException;

  /** A way in for the texts of one document. */
  default TextLane lane() {
    return (text, patience) -> Optional.of(submit(text));
  }
}
