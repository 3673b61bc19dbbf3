package io.glossa.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Behaves like the Hugging Face hub: a listing with {@code ?blobs=true}, small files from itself,
 * large ones (safetensors) by a redirect to a second server, with ranges and tags. The hub is
 * {@code 127.0.0.1}, its store {@code localhost}: two hosts.
 */
public final class HubServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request that was answered. */
  public record Request(String server, String path, String authorization, String range) {}

  public final List<Request> requests = new CopyOnWriteArrayList<>();

  private final Map<String, HubRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, byte[]> plain = new ConcurrentHashMap<>();
  private final Map<String, Queue<HubFault>> faults = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> served = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer hub;
  private final HttpServer store;
  private volatile boolean checksumsInListing = true;

  public HubServer() throws IOException {
    hub = server("hub", this::answerHub);
    store = server("store", this::answerStore);
  }

  public String url() {
    return "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  public void put(String id, HubRepository repository) {
    repositories.put(id, repository);
  }

  /** A file at an address of its own, as a zoo has them. */
  public void plain(String path, byte[] contents) {
    plain.put(path, contents);
  }

  /** The next answers to this file or path go wrong, one after the other. */
  public void fail(String name, HubFault... next) {
    faults.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
  }

  /** As mirrors do that know no {@code ?blobs=true}. */
  public void listWithoutChecksums() {
    checksumsInListing = false;
  }

  /** Bytes of contents that were written to connections. */
  public long served(String name) {
    return served.getOrDefault(name, new AtomicLong()).get();
  }

  @Override
  public void close() {
    closed.countDown();
    hub.stop(0);
    store.stop(0);
    threads.shutdownNow();
  }

  private interface Handler {
    void answer(HttpExchange exchange, String path) throws IOException;
  }

  private HttpServer server(String name, Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getRawPath();
          requests.add(
              new Request(
                  name,
                  path,
                  String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                  String.valueOf(exchange.getRequestHeaders().getFirst("Range"))));
          try (exchange) {
            handler.answer(exchange, path);
          }
        });
    server.start();
    return server;
  }

  private void answerHub(HttpExchange exchange, String path) throws IOException {
    for (Map.Entry<String, HubRepository> entry : repositories.entrySet()) {
      String id = entry.getKey();
      HubRepository repository = entry.getValue();
      String listing = "/api/models/" + id + "/revision/";
      String files = "/" + id + "/resolve/" + repository.commit() + "/";
      if (!path.startsWith(listing) && !path.startsWith(files)) {
        continue;
      }
      String opens = "Bearer " + repository.token();
      if (!repository.token().isEmpty()
          && !opens.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("X-Error-Code", "GatedRepo");
        exchange.sendResponseHeaders(401, -1);
      } else if (path.startsWith(listing)) {
        list(exchange, path.substring(listing.length()), repository);
      } else {
        file(exchange, path, decoded(path.substring(files.length())), repository);
      }
      return;
    }
    byte[] contents = plain.get(path);
    if (contents != null) {
      exchange.getResponseHeaders().set("ETag", "\"md5-of-a-store\"");
      send(exchange, path, contents);
    } else if (!failed(exchange, path)) {
      exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private void list(HttpExchange exchange, String revision, HubRepository repository)
      throws IOException {
    if (failed(exchange, "listing")) {
      return;
    }
    if (!List.of("main", repository.commit()).contains(revision)) {
      exchange.getResponseHeaders().set("X-Error-Code", "RevisionNotFound");
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    ObjectNode root = JSON.createObjectNode().put("sha", repository.commit());
    root.putObject("cardData").put("license", "apache-2.0").put("language", "en");
    ArrayNode siblings = root.putArray("siblings");
    repository
        .files()
        .forEach(
            (name, contents) -> {
              ObjectNode sibling = siblings.addObject().put("rfilename", name);
              if (checksumsInListing) {
                sibling.put("size", contents.length).put("blobId", gitBlob(contents));
                if (isLarge(name)) {
                  sibling.putObject("lfs").put("sha256", sha256(contents));
                }
              }
            });
    byte[] body = JSON.writeValueAsBytes(root);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void file(HttpExchange exchange, String path, String name, HubRepository repository)
      throws IOException {
    byte[] contents = repository.files().get(name);
    if (contents == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("X-Repo-Commit", repository.commit());
    if (!isLarge(name)) {
      exchange.getResponseHeaders().set("ETag", "\"" + gitBlob(contents) + "\"");
      send(exchange, name, contents);
      return;
    }
    if (faults.getOrDefault(name, new ConcurrentLinkedQueue<>()).peek()
        instanceof HubFault.Redirect) {
      failed(exchange, name);
      return;
    }
    exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + sha256(contents) + "\"");
    exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(contents.length));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "http://localhost:" + store.getAddress().getPort() + path + "?X-Amz-Signature=secret");
    exchange.sendResponseHeaders(302, -1);
  }

  private void answerStore(HttpExchange exchange, String path) throws IOException {
    for (Map.Entry<String, HubRepository> entry : repositories.entrySet()) {
      String files = "/" + entry.getKey() + "/resolve/" + entry.getValue().commit() + "/";
      if (path.startsWith(files)) {
        String name = decoded(path.substring(files.length()));
        byte[] contents = entry.getValue().files().getOrDefault(name, new byte[0]);
        exchange.getResponseHeaders().set("ETag", "\"store-" + contents.length + "\"");
        send(exchange, name, contents);
        return;
      }
    }
    exchange.sendResponseHeaders(404, -1);
  }

  private boolean failed(HttpExchange exchange, String name) throws IOException {
    Queue<HubFault> queue = faults.getOrDefault(name, new ConcurrentLinkedQueue<>());
    if (queue.peek() instanceof HubFault.Status status) {
      queue.remove();
      if (!status.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", status.retryAfter());
      }
      exchange.sendResponseHeaders(status.code(), -1);
      return true;
    }
    if (queue.peek() instanceof HubFault.Redirect redirect) {
      queue.remove();
      exchange.getResponseHeaders().set("Location", redirect.location());
      exchange.sendResponseHeaders(307, -1);
      return true;
    }
    return false;
  }

  private void send(HttpExchange exchange, String name, byte[] contents) throws IOException {
    if (failed(exchange, name)) {
      return;
    }
    HubFault fault = faults.getOrDefault(name, new ConcurrentLinkedQueue<>()).poll();
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    if (range != null && !(fault instanceof HubFault.IgnoreRange)) {
      from = Integer.parseInt(range.replaceAll("\\D", ""));
      if (from >= contents.length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
    }
    byte[] body = Arrays.copyOfRange(contents, from, contents.length);
    if (fault instanceof HubFault.WrongByte) {
      body[body.length / 2] ^= 1;
    }
    if (fault instanceof HubFault.EndAfter end) {
      body = Arrays.copyOf(body, end.bytes());
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, from + body.length - 1, contents.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length);
    int count =
        fault instanceof HubFault.CutAfter cut
            ? cut.bytes()
            : fault instanceof HubFault.StallAfter stall ? stall.bytes() : body.length;
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, count);
    out.flush();
    served.computeIfAbsent(name, key -> new AtomicLong()).addAndGet(count);
    if (fault instanceof HubFault.StallAfter) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isLarge(String name) {
    return name.endsWith(".safetensors");
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  public static String sha256(byte[] contents) {
    return hash("SHA-256", contents);
  }

  public static String sha1(byte[] contents) {
    return hash("SHA-1", contents);
  }

  private static String gitBlob(byte[] contents) {
    byte[] head = HubRepository.utf8("blob " + contents.length + "\0");
    byte[] all = Arrays.copyOf(head, head.length + contents.length);
    System.arraycopy(contents, 0, all, head.length, contents.length);
    return sha1(all);
  }

  private static String hash(String algorithm, byte[] contents) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(contents));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
