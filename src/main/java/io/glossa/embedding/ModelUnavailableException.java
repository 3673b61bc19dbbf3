package io.glossa.embedding;

import org.jspecify.annotations.Nullable;

/**
 * The model is a service that is away, refuses the caller, or answers nonsense to every text. No
 * document is to blame: none goes to review, the stream stops and takes up what is in flight at its
 * next start.
 */
public final class ModelUnavailableException extends RuntimeException {

  public ModelUnavailableException(String message) {
    super(message);
  }

  public ModelUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
