package io.glossa.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.embedding.RemoteObserver;
import io.glossa.embedding.remote.Cl100kTokenizer;
import io.glossa.embedding.remote.RateLimits;
import io.glossa.embedding.remote.RemoteEmbedders;
import io.glossa.embedding.remote.RemoteSettings;
import io.glossa.embedding.remote.RemoteUsage;
import io.glossa.embedding.remote.RetryPolicy;
import io.glossa.testkit.EmbeddingsServer;
import io.glossa.testkit.EmbeddingsServer.Reply;
import io.glossa.testkit.StreamKit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream over a model that is a service, which goes away. */
class RemoteOutageTest {

  private static final TopicNames TOPICS = StreamKit.TOPICS;
  private static final Reply DOWN = EmbeddingsServer.error(503, "down");

  @TempDir Path stateDirectory;
  private EmbeddingsServer server;
  private final RemoteUsage usage = new RemoteUsage();

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingsServer(4);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Embedder embedder(int retries, RemoteObserver observer) {
    RemoteSettings openAi = RemoteSettings.defaults();
    RemoteSettings settings =
        new RemoteSettings(
            server.url(),
            false,
            "",
            0,
            0,
            null,
            "",
            "",
            openAi.requestTexts(),
            openAi.requestTokens(),
            openAi.connectTimeout(),
            openAi.requestTimeout(),
            openAi.startTimeout(),
            new RetryPolicy(
                retries, Duration.ofMinutes(4), Duration.ofMillis(1), Duration.ofMillis(20)),
            RateLimits.NONE,
            0);
    return RemoteEmbedders.open(
        "local-model", settings, Map.of(), new Cl100kTokenizer(), 1, observer);
  }

  @Test
  void anOutageLosesNothingAndBlamesNoDocument() throws Exception {
    try (Embedder embedder = embedder(1000, usage);
        TopologyDriver stream = new TopologyDriver(StreamKit.quick(embedder), stateDirectory)) {
      stream.send("before", "all is well");
      stream.settle();
      server.then(DOWN, EmbeddingsServer.cut(), DOWN);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ids.add("d" + i);
        stream.send("d" + i, "document number " + i);
      }
      stream.settle();

      assertThat(usage.retries()).isEqualTo(3);
      assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly(prepended("before", ids));
      assertThat(stream.read(TOPICS.reviewFailed())).isEmpty();
      assertThat(stream.read(TOPICS.deadLetters())).isEmpty();
    }
  }

  @Test
  void onePoisonDocumentStillCostsOneDocument() throws Exception {
    try (Embedder embedder = embedder(1000, usage);
        TopologyDriver stream = new TopologyDriver(StreamKit.quick(embedder), stateDirectory)) {
      stream.send("a", "good");
      stream.send("b", EmbeddingsServer.POISON);
      stream.send("c", "good too");
      stream.settle();

      assertThat(stream.keys(TOPICS.enrichedDocuments())).containsExactly("a", "c");
      assertThat(stream.keys(TOPICS.reviewFailed())).containsExactly("b");
    }
  }

  @Test
  void anOutageWithoutEndStopsTheStreamAndBlamesNoDocument() {
    assertStops(2, DOWN, "is away");
  }

  @Test
  void anExpiredKeyStopsTheStreamAndBlamesNoDocument() {
    assertStops(1000, EmbeddingsServer.error(401, "the key has expired"), "the key has expired");
  }

  private void assertStops(int retries, Reply reply, String said) {
    try (Embedder embedder = embedder(retries, usage);
        TopologyDriver stream = new TopologyDriver(StreamKit.quick(embedder), stateDirectory)) {
      server.always(reply);
      // On a real stream this ends the thread and shuts the client down.
      Throwable thrown =
          catchThrowable(
              () -> {
                for (int i = 0; i < 20; i++) {
                  stream.send("d" + i, "document number " + i);
                }
                stream.settle();
              });

      assertThat(thrown).isNotNull().hasRootCauseInstanceOf(ModelUnavailableException.class);
      assertThat(thrown).rootCause().hasMessageContaining(said);
      assertThat(stream.read(TOPICS.reviewFailed())).isEmpty();
      assertThat(stream.read(TOPICS.deadLetters())).isEmpty();
      assertThat(stream.read(TOPICS.enrichedDocuments())).isEmpty();
      // What the next start takes up.
      assertThat(stream.driver().getKeyValueStore(StoreNames.IN_FLIGHT).approximateNumEntries())
          .isPositive();
    }
  }

  private static String[] prepended(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all.toArray(String[]::new);
  }
}
