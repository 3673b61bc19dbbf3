package io.glossa.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry over HTTP that Confluent's clients take for theirs, for Avro without
 * references. Its schemas are in the compacted topic {@code _schemas} of a Kafka, so that it comes
 * back with the same ids. On the loopback address, without authentication.
 */
public final class EmbeddedSchemaRegistry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSchemaRegistry.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final SchemaLog log;
  private final RegistryApi api;

  private EmbeddedSchemaRegistry(HttpServer server, SchemaLog log) {
    this.server = server;
    this.log = log;
    api = new RegistryApi(new SchemaCatalogue(log));
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "embedded-registry");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads the schemas back and serves.
   *
   * @param bootstrapServers the Kafka that keeps them
   * @param port port; 0 for a free one
   */
  public static EmbeddedSchemaRegistry start(String bootstrapServers, int port) {
    SchemaLog log = KafkaSchemaLog.open(bootstrapServers);
    try {
      return start(log, port);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  static EmbeddedSchemaRegistry start(SchemaLog log, int port) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema registry cannot listen on port " + port, e);
    }
    EmbeddedSchemaRegistry registry = new EmbeddedSchemaRegistry(server, log);
    server.setExecutor(registry.threads);
    server.createContext("/", registry::handle);
    server.start();
    LOG.info("embedded schema registry at {}", registry.url());
    return registry;
  }

  /** Where it is. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    log.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      JsonNode answer;
      try {
        answer = api.answer(request(exchange));
      } catch (RegistryRefusal e) {
        status = e.status();
        answer = error(e.code(), e.reason());
      } catch (RuntimeException e) {
        LOG.warn("the schema registry failed at {}", exchange.getRequestURI(), e);
        status = 500;
        answer = error(50001, "Error in the backend data store");
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static RegistryApi.Request request(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
            .toList();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    List<String> flags =
        Arrays.stream(query.split("&", -1))
            .filter(pair -> pair.endsWith("=true"))
            .map(pair -> pair.substring(0, pair.indexOf('=')))
            .toList();
    return new RegistryApi.Request(exchange.getRequestMethod(), path, flags, body(exchange));
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw RegistryRefusal.badRequest(
          "the request is too large; expected at most " + MAX_BODY_BYTES + " bytes");
    }
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw RegistryRefusal.badRequest("the request is not JSON");
    }
  }

  private static JsonNode error(int code, String message) {
    return JSON.createObjectNode().put("error_code", code).put("message", message);
  }
}
