package io.glossa.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.ModelIdentity;
import io.glossa.topology.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server on a free port over a {@link FakeState}, and a client for it. */
final class RunningServer implements AutoCloseable {

  final FakeState state = new FakeState();
  volatile ModelStatus model = WARM;

  private static final ModelStatus WARM = new ModelStatus(new ModelIdentity("fake", "r1"), true, 7);

  private final QueryServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningServer() {
    this(0, true);
  }

  RunningServer(int port, boolean started) {
    server =
        new QueryServer(
            new QuerySettings("127.0.0.1", port),
            state,
            () -> model,
            (topic, value, vectors) ->
                json(topic, new String(value, StandardCharsets.UTF_8), vectors),
            TopicNames.defaults(),
            () -> "fake_metric 1\n");
    if (started) {
      server.start();
    }
  }

  void start() {
    server.start();
  }

  /** As if it had just been started: nothing stored, the stream running, the model warm. */
  void reset() {
    state.reset();
    model = WARM;
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path) {
    return send("GET", path);
  }

  HttpResponse<String> send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  static JsonNode body(HttpResponse<String> response) {
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static String json(String topic, String value, boolean vectors) {
    if (value.equals("broken")) {
      throw new IllegalStateException("secret detail of a broken record");
    }
    return "{\"topic\":\"%s\",\"vectors\":%s,\"value\":%s}".formatted(topic, vectors, value);
  }
}
