package io.glossa.cli;

import org.jspecify.annotations.Nullable;

/** Something outside is missing or broken; the message says what, and what to do about it. */
final class EnvironmentException extends RuntimeException {

  EnvironmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
