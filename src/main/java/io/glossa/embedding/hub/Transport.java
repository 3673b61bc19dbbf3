package io.glossa.embedding.hub;

import io.glossa.embedding.BundleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * GET over HTTP/1.1 to allowed hosts. Redirects are followed here, not by the JDK: each target is
 * checked against the list, and the token goes only to the origin of the hub.
 */
final class Transport {

  private static final int MAX_REDIRECTS = 8;

  private final HttpClient client;
  private final HubSettings settings;
  private final HostRules rules;
  private final AccessToken token;
  private final TransferPolicy policy;

  Transport(HubSettings settings, AccessToken token, TransferPolicy policy) {
    this.settings = settings;
    this.rules = settings.rules();
    this.token = token;
    this.policy = policy;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(policy.connectTimeout());
    ProxySelector proxies = ProxySelector.getDefault();
    this.client = proxies == null ? builder.build() : builder.proxy(proxies).build();
  }

  TransferPolicy policy() {
    return policy;
  }

  /**
   * One attempt.
   *
   * @param subject what is asked for, for messages
   * @param extra headers
   * @throws IOException for what may pass
   * @throws BundleException for an answer that is final
   */
  Answer open(String subject, URI address, Map<String, String> extra) throws IOException {
    URI next = address;
    Optional<Checksum> linked = Optional.empty();
    OptionalLong linkedBytes = OptionalLong.empty();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      rules.require(next);
      HttpResponse<BodyReader> response = send(next, extra);
      HttpHeaders headers = response.headers();
      if (linked.isEmpty() && isOrigin(next, address)) {
        linked = headers.firstValue("X-Linked-Etag").flatMap(Checksum::ofEtag);
        linkedBytes = headers.firstValueAsLong("X-Linked-Size");
      }
      int status = response.statusCode();
      if (status == 200 || status == 206 || status == 416) {
        return new Answer(next, status, headers, linked, linkedBytes, response.body());
      }
      response.body().close();
      if (status < 300 || status >= 400 || status == 304) {
        throw refusal(subject, next, status, headers);
      }
      URI from = next;
      next =
          headers
              .firstValue("Location")
              .map(location -> resolve(subject, from, location))
              .orElseThrow(
                  () ->
                      new BundleException(
                          "%s: %s answers %d without saying where to"
                              .formatted(subject, HostRules.shown(from), status)));
    }
    throw new BundleException(
        "%s: more than %d redirects from %s"
            .formatted(subject, MAX_REDIRECTS, HostRules.shown(address)));
  }

  /** A small answer as a whole. */
  byte[] bytes(String subject, URI address) throws IOException {
    try (Answer answer = open(subject, address, Map.of())) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (List<ByteBuffer> piece = answer.body().next();
          piece != null;
          piece = answer.body().next()) {
        for (ByteBuffer buffer : piece) {
          if (whole.size() + buffer.remaining() > policy.maxAnswerBytes()) {
            throw new BundleException(
                "%s: the answer of %s is longer than %d bytes"
                    .formatted(subject, HostRules.shown(address), policy.maxAnswerBytes()));
          }
          byte[] bytes = new byte[buffer.remaining()];
          buffer.get(bytes);
          whole.writeBytes(bytes);
        }
      }
      return whole.toByteArray();
    }
  }

  private HttpResponse<BodyReader> send(URI address, Map<String, String> extra) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(policy.stallTimeout())
            .header("User-Agent", "glossa")
            .header("Accept-Encoding", "identity");
    extra.forEach(request::header);
    if (token.isPresent() && isOrigin(address, settings.hub())) {
      request.header("Authorization", "Bearer " + token.value());
    }
    try {
      return client.send(request.build(), ignored -> new BodyReader(policy.stallTimeout()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BundleException("the fetch was interrupted", e);
    }
  }

  private static boolean isOrigin(URI address, URI base) {
    return base.getScheme().equalsIgnoreCase(address.getScheme())
        && base.getHost().equalsIgnoreCase(address.getHost())
        && base.getPort() == address.getPort();
  }

  private static URI resolve(String subject, URI from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          "%s: %s redirects to what is no address".formatted(subject, HostRules.shown(from)), e);
    }
  }

  /** An answer that is no success: to be repeated, or final. */
  private RuntimeException refusal(String subject, URI address, int status, HttpHeaders headers)
      throws TryLaterException {
    String shown = HostRules.shown(address);
    if (status == 408 || status == 429 || status >= 500) {
      throw new TryLaterException("status %d from %s".formatted(status, shown), pause(headers));
    }
    String code = headers.firstValue("X-Error-Code").orElse("");
    return switch (status) {
      case 401, 403 ->
          new BundleException(
              "%s: %s answers %d%s; %s"
                  .formatted(
                      subject,
                      shown,
                      status,
                      code.isEmpty() ? "" : " " + code,
                      token.isPresent()
                          ? "the token in HF_TOKEN does not open it, or there is no such model"
                          : "it is gated or private (accept its terms on the hub and set HF_TOKEN),"
                              + " or there is no such model"));
      case 404 ->
          new BundleException(
              "%s: %s answers 404%s; there is no such model, revision or file"
                  .formatted(subject, shown, code.isEmpty() ? "" : " " + code));
      default ->
          new BundleException("%s: %s answers %d; expected 200".formatted(subject, shown, status));
    };
  }

  private static Duration pause(HttpHeaders headers) {
    String asked = headers.firstValue("Retry-After").orElse("").strip();
    if (asked.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(asked, Instant::from);
      Duration left = Duration.between(Instant.now(), until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
