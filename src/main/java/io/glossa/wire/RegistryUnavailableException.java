package io.glossa.wire;

import org.jspecify.annotations.Nullable;

/** The schema registry could not be reached, or kept failing, for the whole retry timeout. */
public final class RegistryUnavailableException extends RegistryException {

  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
