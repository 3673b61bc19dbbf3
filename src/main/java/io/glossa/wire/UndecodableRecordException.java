package io.glossa.wire;

import org.jspecify.annotations.Nullable;

/**
 * A record value that is no record of ours and never will be: trying again does not help. The
 * message says what was found and what was expected, without document text.
 */
public final class UndecodableRecordException extends Exception {

  public UndecodableRecordException(String message) {
    super(message);
  }

  public UndecodableRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
