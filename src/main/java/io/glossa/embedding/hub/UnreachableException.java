package io.glossa.embedding.hub;

import java.io.IOException;

/** A server did not give its answer, though every attempt was made. */
final class UnreachableException extends IOException {

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
