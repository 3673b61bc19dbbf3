package io.glossa.wire;

import org.jspecify.annotations.Nullable;

/**
 * The schema registry did not do what it was asked. The message names the addresses and the subject
 * or schema id.
 */
public class RegistryException extends RuntimeException {

  public RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
