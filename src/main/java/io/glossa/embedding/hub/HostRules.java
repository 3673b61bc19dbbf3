package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses may be asked: hosts of the list, over HTTPS; plain HTTP only on this machine. */
final class HostRules {

  private static final Pattern HOST = Pattern.compile("[a-z0-9*]([a-z0-9.*-]*[a-z0-9*])?");

  private final List<String> hosts;
  private final List<Pattern> patterns;

  HostRules(List<String> hosts) {
    this.hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    this.patterns = this.hosts.stream().map(HostRules::pattern).toList();
  }

  /**
   * Refuses an address of the configuration.
   *
   * @throws IllegalArgumentException with the key, what was found and what is expected
   */
  void requireBase(String key, URI base) {
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "%s is '%s'; expected an address without query and fragment".formatted(key, base));
    }
    problem(base)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("%s: %s".formatted(key, problem));
            });
  }

  /**
   * Refuses an address that was given by a server.
   *
   * @throws BundleException when it is not allowed
   */
  void require(URI address) {
    problem(address)
        .ifPresent(
            problem -> {
              throw new BundleException(problem);
            });
  }

  private Optional<String> problem(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    if (address.getHost() == null || address.getRawUserInfo() != null) {
      return Optional.of(
          "the address '%s' names no plain host; expected https://HOST/…"
              .formatted(shown(address)));
    }
    if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
      return Optional.of(
          "%s is not asked: models are fetched over https, plain http only from this machine"
              .formatted(shown(address)));
    }
    if (patterns.stream().noneMatch(pattern -> pattern.matcher(host).matches())) {
      return Optional.of(
          "%s is not asked: the host %s is not in model.hub.allowed-hosts (%s)"
              .formatted(shown(address), host, String.join(", ", hosts)));
    }
    return Optional.empty();
  }

  /** An address without its query, which may be a signature, and without credentials. */
  static String shown(URI address) {
    String host = address.getHost();
    if (host == null) {
      return String.valueOf(address.getScheme()) + ":…";
    }
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + host + port + address.getRawPath();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static Pattern pattern(String host) {
    if (!HOST.matcher(host).matches() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "model.hub.allowed-hosts names '%s'; expected a host such as *.hf.co".formatted(host));
    }
    boolean deep = host.startsWith("*.");
    String rest = deep ? host.substring(1) : host;
    String labels = Pattern.quote(rest).replace("*", "\\E[a-z0-9-]*\\Q");
    return Pattern.compile((deep ? "[a-z0-9.-]*[a-z0-9-]" : "") + labels);
  }
}
