package io.glossa.embedding.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One {@code POST {url}/embeddings}, once. Redirects are not followed: the key goes to the
 * configured address only. Thread-safe.
 */
final class EmbeddingsClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 29;
  private static final int BYTES_BESIDE = 1 << 20;
  private static final int BYTES_OF_VECTOR = 1 << 18;

  private final String model;
  private final RemoteSettings settings;
  private final ApiKey key;
  private final Pauses pauses;
  private final HttpClient http;
  private final URI address;
  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  EmbeddingsClient(String model, RemoteSettings settings, ApiKey key, Pauses pauses) {
    this.model = model;
    this.settings = settings;
    this.key = key;
    this.pauses = pauses;
    this.address = URI.create(settings.url() + "/embeddings");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ProxySelector.getDefault());
    if ("http".equals(settings.url().getScheme())) {
      // The offer to change to HTTP/2 confuses small servers.
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    this.http = builder.build();
  }

  /**
   * Sends texts and reads the answer.
   *
   * @param tokens of the texts, for what the service says of its limits
   */
  Attempt send(List<String> texts, long tokens, VectorFormat format) throws InterruptedException {
    HttpRequest request = request(texts, format);
    int bodyBytes =
        (int) Math.min(MOST_BYTES, BYTES_BESIDE + (long) texts.size() * BYTES_OF_VECTOR);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new BoundedBody(bodyBytes));
    // Past its time or interrupted, a request would go on; on a finished one this does nothing.
    Runnable cancellation = () -> answer.cancel(true);
    cancellations.add(cancellation);
    if (ended) {
      cancellation.run();
    }
    try {
      return read(
          answer.get(settings.requestTimeout().toNanos(), TimeUnit.NANOSECONDS), texts, tokens);
    } catch (TimeoutException e) {
      return failed("no answer within " + settings.requestTimeout(), texts);
    } catch (CancellationException e) {
      return failed("the request was abandoned", texts);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      // Whatever it is, no text is to blame for it.
      String message = cause.getMessage();
      return failed(
          cause.getClass().getSimpleName() + (message == null ? "" : ": " + message), texts);
    } finally {
      cancellation.run();
      cancellations.remove(cancellation);
    }
  }

  /** Ends what runs now and what comes later, as failures. */
  void cancelAll() {
    ended = true;
    cancellations.forEach(Runnable::run);
  }

  private HttpRequest request(List<String> texts, VectorFormat format) {
    ObjectNode body = JSON.createObjectNode().put("model", model);
    var input = body.putArray("input");
    texts.forEach(input::add);
    switch (format) {
      case BASE64 -> body.put("encoding_format", "base64");
      case PLAIN -> {}
    }
    if (settings.dimensions() > 0) {
      body.put("dimensions", settings.dimensions());
    }
    byte[] bytes;
    try {
      bytes = JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are JSON", e);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (key.isPresent()) {
      request.header("Authorization", key.authorization());
    }
    return request.build();
  }

  private Attempt read(HttpResponse<byte[]> answer, List<String> texts, long tokens) {
    int status = answer.statusCode();
    if (status == 200) {
      try {
        return AnswerReader.read(answer.body(), texts.size());
      } catch (IOException e) {
        return new Attempt.Refused(status, "it answered with " + e.getMessage());
      }
    }
    if (status >= 300 && status < 400) {
      return new Attempt.Broken(
          "it answered %d, a redirect, which is not followed; name the final address"
              .formatted(status));
    }
    ErrorReader error = ErrorReader.of(answer.body());
    String sentence = "it answered %d: %s".formatted(status, clean(error.message(), texts));
    return switch (status) {
      case 401, 402, 403, 404, 405, 407 -> new Attempt.Broken(sentence);
      case 408, 409, 425, 429 ->
          error.code().equals("insufficient_quota")
              ? new Attempt.Broken(sentence)
              : new Attempt.Failed(
                  sentence, ServerWaits.of(answer.headers(), pauses.now(), tokens));
      default ->
          status >= 500
              ? new Attempt.Failed(sentence, ServerWaits.of(answer.headers(), pauses.now(), tokens))
              : new Attempt.Refused(status, sentence);
    };
  }

  private Attempt failed(String sentence, List<String> texts) {
    return new Attempt.Failed(clean(sentence, texts), Duration.ZERO);
  }

  private String clean(String sentence, List<String> texts) {
    String clean = Redaction.of(sentence, key, texts);
    return clean.isEmpty() ? "no reason given" : clean;
  }
}
