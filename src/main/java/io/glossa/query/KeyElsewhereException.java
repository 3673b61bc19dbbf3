package io.glossa.query;

/** Another instance of the application owns the partition of an id. */
public final class KeyElsewhereException extends RuntimeException {

  private final String host;
  private final int port;

  public KeyElsewhereException(String id, String host, int port) {
    super("document '%s' is kept by the instance at %s:%d".formatted(id, host, port));
    this.host = host;
    this.port = port;
  }

  /** {@code host:port} of the owner, as its {@code application.server} says. */
  public String owner() {
    return host + ":" + port;
  }
}
