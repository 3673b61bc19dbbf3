package io.glossa.embedding.remote;

import java.net.URI;
import java.util.Locale;

/** Addresses of services. Nothing here asks a name server. */
final class Addresses {

  private Addresses() {}

  /**
   * A base address that may be used, without a slash at its end.
   *
   * @throws IllegalArgumentException when it is none, or would send texts in the clear
   */
  static URI checked(URI url, boolean plainHttp) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http");
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the remote model's address holds a user or password; expected the key in an environment"
              + " variable");
    }
    boolean whole =
        (http || scheme.equals("https"))
            && url.getHost() != null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!whole) {
      throw new IllegalArgumentException(
          "remote model's address '%s'; expected https://host[:port]/path".formatted(shown(url)));
    }
    if (http && !plainHttp && !isLoopback(url)) {
      throw new IllegalArgumentException(
          ("remote model's address '%s' would send key and texts in the clear; expected https, or"
                  + " model.remote.plain-http=true")
              .formatted(url));
    }
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }

  /** Whether the address is this machine, by its name alone. */
  static boolean isLoopback(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /** A query may hold a key. */
  private static String shown(URI url) {
    return url.toString().replaceAll("[?#].*", "?...");
  }
}
