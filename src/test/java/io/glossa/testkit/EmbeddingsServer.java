package io.glossa.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that behaves like OpenAI's {@code /v1/embeddings}: vectors that depend on the text, of
 * length 2, items shuffled, 400 with an echo for a text with {@link #POISON} in it. What it does
 * next can be told beforehand.
 */
public final class EmbeddingsServer implements AutoCloseable {

  public static final String POISON = "poison";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What happens to one request instead of an answer. */
  public interface Reply {
    void to(HttpExchange exchange, JsonNode request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random = new Random(7);
  private final Deque<Reply> next = new ConcurrentLinkedDeque<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> credentials = new CopyOnWriteArrayList<>();
  private final int dimension;
  private volatile boolean plainOnly;
  private volatile Reply always = this::embed;

  public EmbeddingsServer(int dimension) throws IOException {
    this.dimension = dimension;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** What is done with the next requests, one each. */
  public EmbeddingsServer then(Reply... replies) {
    next.addAll(List.of(replies));
    return this;
  }

  /** What is done with every request for which nothing else was told. */
  public EmbeddingsServer always(Reply reply) {
    always = reply;
    return this;
  }

  /** One honest answer. */
  public Reply answer() {
    return this::embed;
  }

  /** Back to answers. */
  public EmbeddingsServer well() {
    always = this::embed;
    return this;
  }

  /** Ignores the wish for base64. */
  public EmbeddingsServer plainOnly() {
    plainOnly = true;
    return this;
  }

  /** Bodies so far. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** The header {@code Authorization} of each request, {@code null} as a word where absent. */
  public List<String> credentials() {
    return List.copyOf(credentials);
  }

  /** An error in OpenAI's shape; header names and values alternate. */
  public static Reply error(int status, String message, String... headers) {
    return error(status, message, "", headers);
  }

  public static Reply coded(int status, String message, String code) {
    return error(status, message, code, new String[0]);
  }

  private static Reply error(int status, String message, String code, String[] headers) {
    return (exchange, request) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      ObjectNode body = JSON.createObjectNode();
      body.putObject("error").put("message", message).put("code", code);
      send(exchange, status, body.toString());
    };
  }

  /** A body as it is, under 200. */
  public static Reply body(String body) {
    return (exchange, request) -> send(exchange, 200, body);
  }

  /** Half an answer, then the connection ends. */
  public static Reply cut() {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"data\":[".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Headers, and then nothing for a while. */
  public static Reply stall() {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(20_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /** One vector for each text, in this form: {@code [1,2]} or {@code "base64"}. */
  public static Reply vectors(String vector) {
    return (exchange, request) -> {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < request.path("input").size(); i++) {
        items.add("{\"index\":%d,\"embedding\":%s}".formatted(i, vector));
      }
      send(exchange, 200, "{\"data\":[" + String.join(",", items) + "]}");
    };
  }

  /** The vector of a text before it is normalised: length 2. */
  public static float[] vector(String text, int dimension) {
    Random numbers = new Random(text.hashCode());
    double[] components = numbers.doubles(dimension, -1, 1).toArray();
    double norm = 0;
    for (double component : components) {
      norm += component * component;
    }
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (2 * components[i] / Math.sqrt(norm));
    }
    return vector;
  }

  public static String base64(float... vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    requests.add(request);
    credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Reply reply = next.poll();
    (reply == null ? always : reply).to(exchange, request);
  }

  private void embed(HttpExchange exchange, JsonNode request) throws IOException {
    int asked = request.path("dimensions").asInt(dimension);
    boolean base64 = request.path("encoding_format").asText().equals("base64") && !plainOnly;
    List<ObjectNode> items = new ArrayList<>();
    int tokens = 0;
    for (JsonNode input : request.path("input")) {
      String text = input.asText();
      if (text.contains(POISON) || text.isEmpty()) {
        error(400, "cannot embed '" + text + "'").to(exchange, request);
        return;
      }
      ObjectNode item = JSON.createObjectNode().put("object", "embedding");
      item.put("index", items.size());
      float[] vector = vector(text, asked);
      if (base64) {
        item.put("embedding", base64(vector));
      } else {
        var numbers = item.putArray("embedding");
        for (float component : vector) {
          numbers.add(component);
        }
      }
      items.add(item);
      tokens += text.split("\\s+", -1).length;
    }
    synchronized (random) {
      Collections.shuffle(items, random);
    }
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    answer.putArray("data").addAll(items);
    answer.put("model", request.path("model").asText());
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    send(exchange, 200, answer.toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
