package io.glossa.query;

/** The stores cannot answer now: the stream starts, restores or rebalances. Worth a retry. */
public final class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
