package io.glossa.query;

/**
 * Where the queries are answered.
 *
 * @param host name or address of the interface; the default is the loopback interface alone
 * @param port port; 0 for any that is free
 */
public record QuerySettings(String host, int port) {

  public QuerySettings {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "queries at '%s', port %d; expected a host and a port from 0 to 65535"
              .formatted(host, port));
    }
  }

  public static QuerySettings defaults() {
    return new QuerySettings("127.0.0.1", 8080);
  }
}
