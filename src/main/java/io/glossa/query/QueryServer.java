package io.glossa.query;

import io.glossa.topology.TopicNames;
import io.javalin.Javalin;
import io.javalin.config.HttpConfig;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Answers queries over HTTP, read-only. See {@code docs/queries.md} for the requests.
 *
 * <p>Has 16 threads of its own at most, all of them daemons.
 */
public final class QueryServer implements AutoCloseable {

  private static final int MAX_THREADS = 16;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final QuerySettings settings;
  private final Javalin server;

  /**
   * A server that has not started.
   *
   * @param state the stores
   * @param model the model that the stream runs; asked on every request for status or health
   * @param json makes JSON of stored records
   * @param topics names of the topics that stored records are made for
   * @param metrics the text of {@code /metrics}
   */
  public QueryServer(
      QuerySettings settings,
      StateView state,
      Supplier<ModelStatus> model,
      RecordJson json,
      TopicNames topics,
      Supplier<String> metrics) {
    this.settings = settings;
    RecordQueries records = new RecordQueries(state, json, topics);
    StatusQueries status = new StatusQueries(state, model);
    this.server =
        Javalin.create(
            config -> {
              configure(config);
              routes(config.routes, records, status, metrics);
              Errors.handle(config.routes);
            });
  }

  /**
   * Binds the port and begins to answer.
   *
   * @throws RuntimeException when the port is taken or the host is not one of this machine
   */
  public void start() {
    server.start(settings.host(), settings.port());
  }

  /** The port that is bound, after {@link #start()}. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void routes(
      RoutesConfig routes, RecordQueries records, StatusQueries status, Supplier<String> metrics) {
    read(routes, RecordQueries.DOCUMENTS + "<id>", records::document);
    read(routes, "/v1/reviews", records::reviews);
    read(routes, RecordQueries.REVIEWS + "<id>", records::review);
    read(routes, "/v1/statistics", status::statistics);
    read(routes, "/v1/status", status::status);
    read(routes, "/health/live", status::live);
    read(routes, "/health/ready", status::ready);
    read(
        routes,
        "/metrics",
        request -> request.result(metrics.get()).contentType(Meters.CONTENT_TYPE));
  }

  /** Javalin answers an unrouted HEAD with 200 whatever GET would say: it has the same handler. */
  private static void read(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    HttpConfig http = config.http;
    http.prefer405over404 = true;
    http.maxRequestSize = 0;
    config.router.ignoreTrailingSlashes = false;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setName("query");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(QueryServer::configure);
    config.jetty.modifyServletContextHandler(
        context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new ContainerErrors()));
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // An id may hold an encoded slash, dot or percent sign. No path is ever mapped to a file here,
    // and ids are decoded by this package, strictly, from the path as sent.
    http.setUriCompliance(
        new UriCompliance("ids in paths", EnumSet.allOf(UriCompliance.Violation.class)));
  }
}
