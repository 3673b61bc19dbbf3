package io.glossa.wire;

import org.jspecify.annotations.Nullable;

/** The registry answered, and it has no Avro schema under the id. Trying again does not help. */
public final class UnusableSchemaException extends Exception {

  public UnusableSchemaException(String message) {
    super(message);
  }

  public UnusableSchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
