package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glossa.embedding.BatchObserver;
import io.glossa.embedding.BatchingPolicy;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.MicroBatcher;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.testkit.EmbeddingsServer;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service behind the micro-batcher. */
class RemoteBatchTest {

  private static final Duration NEVER = Duration.ofHours(1);

  private EmbeddingsServer server;
  private RemoteKit kit;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingsServer(4);
    kit = new RemoteKit(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static MicroBatcher batcher(Embedder embedder, int texts, int workers) {
    return new MicroBatcher(
        embedder, new BatchingPolicy(texts, 100_000, NEVER, 64, workers), BatchObserver.NONE);
  }

  private static List<CompletableFuture<Embedding>> submit(MicroBatcher batcher, String... texts)
      throws InterruptedException {
    List<CompletableFuture<Embedding>> vectors = new ArrayList<>();
    for (String text : texts) {
      vectors.add(batcher.submit(batcher.embedder().encode(text)));
    }
    return vectors;
  }

  private static Embedding get(CompletableFuture<Embedding> vector) throws Exception {
    return vector.get(20, TimeUnit.SECONDS);
  }

  @Test
  void onePoisonTextOfABatchCostsItself() throws Exception {
    try (Embedder embedder = kit.open();
        MicroBatcher batcher = batcher(embedder, 4, 1)) {
      List<CompletableFuture<Embedding>> vectors =
          submit(batcher, "one", "two", EmbeddingsServer.POISON + " apple", "four");

      for (int good : new int[] {0, 1, 3}) {
        assertThat(get(vectors.get(good)).norm()).isGreaterThan(0.99);
      }
      assertThatThrownBy(() -> get(vectors.get(2))).cause().isInstanceOf(InferenceException.class);
      List<CompletableFuture<Embedding>> later = submit(batcher, "a", "b", "c", "d");
      for (CompletableFuture<Embedding> vector : later) {
        get(vector);
      }
    }
  }

  @Test
  void anExpiredKeyBlamesNoText() throws Exception {
    try (Embedder embedder = kit.open();
        MicroBatcher batcher = batcher(embedder, 4, 1)) {
      server.always(EmbeddingsServer.error(401, "expired"));
      List<CompletableFuture<Embedding>> vectors = submit(batcher, "a", "b", "c", "d", "e");

      for (CompletableFuture<Embedding> vector : vectors) {
        assertThatThrownBy(() -> get(vector))
            .cause()
            .isInstanceOf(ModelUnavailableException.class)
            .hasMessageContaining("expired");
      }
      // One request for the batch, none text by text.
      assertThat(server.requests()).hasSize(2);
      assertThatThrownBy(() -> submit(batcher, "later"))
          .hasRootCauseInstanceOf(ModelUnavailableException.class);
    }
  }

  @Test
  void aKeyThatExpiresAmongTheRetriesOfABatchBlamesOnlyWhatCameBefore() throws Exception {
    try (Embedder embedder = kit.open();
        MicroBatcher batcher = batcher(embedder, 3, 1)) {
      server.then(EmbeddingsServer.error(400, "one of these"));
      server.always(EmbeddingsServer.error(401, "expired"));
      List<CompletableFuture<Embedding>> vectors = submit(batcher, "a", "b", "c");

      for (CompletableFuture<Embedding> vector : vectors) {
        assertThatThrownBy(() -> get(vector)).cause().isInstanceOf(ModelUnavailableException.class);
      }
    }
  }

  @Test
  void aBatcherThatIsClosedDoesNotWaitForTheService() throws Exception {
    kit.retry =
        new RetryPolicy(
            Integer.MAX_VALUE, Duration.ofHours(9), Duration.ofHours(1), Duration.ofHours(1));
    try (Embedder embedder = kit.open(new SystemPauses())) {
      server.always(EmbeddingsServer.error(500, "down"));
      MicroBatcher batcher = batcher(embedder, 1, 2);
      List<CompletableFuture<Embedding>> vectors = submit(batcher, "a", "b", "c");
      while (server.requests().size() < 3) {
        Thread.sleep(5);
      }
      // Would last hours: both workers are in a pause.
      batcher.close();

      for (CompletableFuture<Embedding> vector : vectors) {
        assertThat(vector).isCompletedExceptionally();
      }
    }
  }
}
