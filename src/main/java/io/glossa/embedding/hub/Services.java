package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;

/**
 * What a fetch needs.
 *
 * @param settings where from and where to
 * @param transport asks
 * @param pauses waits between attempts
 * @param listener hears
 * @param clock tells when it was
 */
record Services(
    HubSettings settings, Transport transport, Pauses pauses, FetchListener listener, Clock clock) {

  Retries retries() {
    return new Retries(transport.policy(), pauses, listener);
  }

  /**
   * A small answer.
   *
   * @param impatient whether one failure is enough, because there is another answer
   */
  byte[] bytes(String subject, URI address, boolean impatient) {
    Retries retries = retries();
    if (impatient) {
      retries = retries.once();
    }
    try {
      return retries.until(
          "asking %s for %s".formatted(HostRules.shown(address), subject),
          progress -> transport.bytes(subject, address));
    } catch (UnreachableException e) {
      throw new BundleException(String.valueOf(e.getMessage()), e);
    }
  }

  BundleException offline(String model) {
    return new BundleException(
        "%s is not in the cache %s, and model.hub.offline forbids to fetch it"
            .formatted(model, settings.cache()));
  }

  /** Host and port as a name of a directory. */
  static String hostName(URI address) {
    String port = address.getPort() < 0 ? "" : "_" + address.getPort();
    return address.getHost().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_") + port;
  }
}
