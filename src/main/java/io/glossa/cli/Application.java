package io.glossa.cli;

import io.glossa.Settings;
import io.glossa.query.KafkaStateView;
import io.glossa.query.Meters;
import io.glossa.query.ModelStatus;
import io.glossa.query.QueryServer;
import io.glossa.query.QuerySettings;
import io.glossa.topology.Drain;
import io.glossa.topology.EnrichmentTopology;
import io.glossa.topology.StreamConfigs;
import io.glossa.topology.StreamParts;
import io.glossa.topology.StreamRuntime;
import io.glossa.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream with everything around it, from start to an orderly end. */
final class Application {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final Settings settings;
  private final Stages stages;
  private final Meters meters;
  private final StreamRuntime stream;
  private final QueryServer queries;

  private Application(
      Settings settings, Stages stages, Meters meters, StreamRuntime stream, QueryServer queries) {
    this.settings = settings;
    this.stages = stages;
    this.meters = meters;
    this.stream = stream;
    this.queries = queries;
  }

  /**
   * Builds everything and starts it. What was opened before a failure is closed again.
   *
   * @throws EnvironmentException when the port of the queries is taken
   */
  static Application start(Settings settings, Wire wire) {
    Meters meters = new Meters();
    Stages stages;
    try {
      stages = Stages.open(settings, meters, meters.remote());
    } catch (RuntimeException e) {
      meters.close();
      throw e;
    }
    Application application = build(settings, wire, stages, meters);
    try {
      // Queries first: whoever watches the start sees "not ready" rather than nothing.
      application.queries.start();
      application.stream.start();
    } catch (RuntimeException e) {
      application.stream.close();
      application.closeRest();
      throw new EnvironmentException(
          "could not start with queries on %s:%d"
              .formatted(settings.http().host(), settings.http().port()),
          e);
    }
    LOG.info(
        "application {} reads {} on {}; queries on {}:{}",
        settings.applicationId(),
        settings.topics().documents(),
        settings.bootstrapServers(),
        settings.http().host(),
        application.httpPort());
    return application;
  }

  private static Application build(Settings settings, Wire wire, Stages stages, Meters meters) {
    Drain drain = new Drain();
    Properties config =
        StreamConfigs.properties(
            settings.applicationId(), settings.stateDirectory(), settings.kafka());
    StreamRuntime stream =
        new StreamRuntime(
            EnrichmentTopology.build(
                new StreamParts(
                    settings.topics(),
                    wire,
                    settings.limits(),
                    stages.enricher(),
                    stages.embedder().model().identity(),
                    settings.inFlight(),
                    settings.maxRecordBytes(),
                    drain,
                    meters,
                    Clock.systemUTC())),
            config,
            drain,
            stages.batcher());
    meters.watch(stages.batcher());
    meters.watch(stream.streams());
    QueryServer queries =
        new QueryServer(
            new QuerySettings(settings.http().host(), settings.http().port()),
            new KafkaStateView(stream.streams(), drain, self(settings)),
            // Warm by now: the labels of the semantics have been through it.
            () ->
                new ModelStatus(
                    stages.embedder().model().identity(), true, stages.batcher().queued()),
            wire::toJson,
            settings.topics(),
            meters::scrape);
    return new Application(settings, stages, meters, stream, queries);
  }

  int httpPort() {
    return queries.port();
  }

  /** Waits until all tasks run; whether they did within the limit. */
  boolean awaitRunning(Duration limit) throws InterruptedException {
    return stream.awaitRunning(limit);
  }

  /** Waits for the end of the stream, at most for the limit; whether it has ended. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return stream.awaitEnd(limit);
  }

  /** What stopped the stream, if something did. */
  Optional<Throwable> failure() {
    return stream.failure();
  }

  /**
   * Drains the stream, then closes queries, micro-batcher and model, in this order.
   *
   * @return whether everything in flight was finished in time
   */
  boolean stop() throws InterruptedException {
    boolean drained = false;
    try {
      drained = stream.drainAndClose(settings.drainTimeout());
    } finally {
      closeRest();
    }
    LOG.info(
        "stopped, {}", drained ? "nothing in flight" : "the rest is taken up at the next start");
    return drained;
  }

  private void closeRest() {
    queries.close();
    if (stream.hasEnded()) {
      stages.close();
    } else {
      // Native code must not lose its memory while it runs; the end of the process frees both.
      LOG.warn("stream threads still run after their time; the model stays open under them");
    }
    meters.close();
  }

  private static @Nullable HostInfo self(Settings settings) {
    String server = settings.kafka().get("application.server");
    return server == null ? null : HostInfo.buildFromEndpoint(server);
  }
}
