package io.glossa.embedding;

/** A model bundle that cannot be used; the message says what was found and what is supported. */
public final class BundleException extends RuntimeException {

  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
