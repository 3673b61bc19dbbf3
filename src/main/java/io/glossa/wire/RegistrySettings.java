package io.glossa.wire;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the registry is and how it is called.
 *
 * @param urls addresses of one registry; at least one, http or https. A client begins with any of
 *     them and goes on to the next when one fails
 * @param auth credentials
 * @param truststore certificates to trust instead of the platform's, for https
 * @param keystore the caller's own certificate, where the registry asks for one
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for an answer
 * @param retryTimeout how long to go on when the registry is down or fails; zero tries once
 */
public record RegistrySettings(
    List<URI> urls,
    RegistryAuth auth,
    @Nullable KeyMaterial truststore,
    @Nullable KeyMaterial keystore,
    Duration connectTimeout,
    Duration readTimeout,
    Duration retryTimeout) {

  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no registry address; expected at least one");
    }
    for (URI url : urls) {
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null) {
        throw new IllegalArgumentException(
            "registry address '" + url + "'; expected http://host:port or https://host:port");
      }
    }
    requirePositive("connect timeout", connectTimeout);
    requirePositive("read timeout", readTimeout);
    if (retryTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "registry retry timeout of " + retryTimeout + "; expected 0 or more");
    }
  }

  /** Without credentials, with the platform's certificates, five minutes of patience. */
  public static RegistrySettings of(URI... urls) {
    return new RegistrySettings(
        List.of(urls),
        new RegistryAuth.None(),
        null,
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(2));
  }

  public RegistrySettings withAuth(RegistryAuth newAuth) {
    return new RegistrySettings(
        urls, newAuth, truststore, keystore, connectTimeout, readTimeout, retryTimeout);
  }

  public RegistrySettings withTruststore(KeyMaterial newTruststore) {
    return new RegistrySettings(
        urls, auth, newTruststore, keystore, connectTimeout, readTimeout, retryTimeout);
  }

  public RegistrySettings withRetryTimeout(Duration newRetryTimeout) {
    return new RegistrySettings(
        urls, auth, truststore, keystore, connectTimeout, readTimeout, newRetryTimeout);
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isNegative() || value.isZero() || value.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "registry %s of %s; expected more than 0 and less than 24 days".formatted(what, value));
    }
  }
}
