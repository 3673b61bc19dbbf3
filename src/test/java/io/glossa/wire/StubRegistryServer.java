package io.glossa.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A registry that gives the answers that it was told to, and notes what it was asked. */
final class StubRegistryServer implements AutoCloseable {

  /**
   * An answer.
   *
   * @param status HTTP status
   * @param body body
   */
  record Answer(int status, String body) {}

  static final Answer SCHEMA = new Answer(200, "{\"schema\":\"\\\"string\\\"\"}");
  static final Answer UNAVAILABLE = new Answer(503, "down for a while");

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  final List<String> requests = new ArrayList<>();
  final List<String> credentials = new ArrayList<>();

  /** The last answer is given for ever. */
  StubRegistryServer(Answer... answers) throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
  }

  StubRegistryServer(HttpServer server, Answer... answers) {
    this.server = server;
    this.answers.addAll(List.of(answers));
    server.createContext(
        "/",
        exchange -> {
          Answer answer = next();
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
          credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  private synchronized Answer next() {
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
