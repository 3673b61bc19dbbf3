package io.glossa.embedding.hub;

import java.io.IOException;
import java.time.Duration;

/** A server asks to come back later. */
final class TryLaterException extends IOException {

  private final Duration pause;

  /**
   * An answer that may be another one later.
   *
   * @param pause that the server asked for; zero when it named none
   */
  TryLaterException(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  Duration pause() {
    return pause;
  }
}
