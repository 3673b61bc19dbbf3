package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.glossa.embedding.Embedder;
import io.glossa.embedding.InferenceException;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.testkit.EmbeddingsServer;
import io.glossa.testkit.EmbeddingsServer.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFailureTest {

  private static final Reply DOWN = EmbeddingsServer.error(500, "down");

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

  @Test
  void waitsAsLongAsRetryAfterSays() {
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.error(429, "slow down", "Retry-After", "7"));

      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);

      assertThat(kit.pauses.slept).hasSize(1);
      assertThat(kit.pauses.slept.get(0))
          .isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500));
    }
  }

  @Test
  void waitsForTheLimitToBeReset() {
    try (Embedder embedder = kit.open()) {
      server.then(
          EmbeddingsServer.error(
              429,
              "slow down",
              "x-ratelimit-remaining-requests",
              "0",
              "x-ratelimit-reset-requests",
              "1m2s",
              "x-ratelimit-remaining-tokens",
              "149000",
              "x-ratelimit-reset-tokens",
              "6m0s"));
      RemoteKit.embed(embedder, "text");

      assertThat(kit.pauses.slept.get(0))
          .isBetween(Duration.ofSeconds(62), Duration.ofMillis(62_500));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504})
  void triesAgainWhatMayGoWellLater(int status) {
    try (Embedder embedder = kit.open()) {
      server.then(
          EmbeddingsServer.error(status, "not now"), EmbeddingsServer.error(status, "not now"));

      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);

      assertThat(kit.usage.retries()).isEqualTo(2);
    }
  }

  @Test
  void givesUpAfterSoManyRetries() {
    try (Embedder embedder = kit.open()) {
      server.always(DOWN);

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("6 attempts")
          .hasMessageContaining("5 retries")
          .hasMessageContaining("it answered 500: down");
      assertThat(server.requests()).hasSize(7);
      assertThat(kit.pauses.slept).hasSize(5);
      assertThat(kit.usage.retries()).isEqualTo(5);
    }
  }

  @Test
  void givesUpWhenTheDeadlineWouldPass() {
    kit.retry =
        new RetryPolicy(
            1000, Duration.ofMinutes(4), Duration.ofMillis(500), Duration.ofSeconds(30));
    try (Embedder embedder = kit.open()) {
      server.always(DOWN);
      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class);
      Duration slept = kit.pauses.slept.stream().reduce(Duration.ZERO, Duration::plus);
      // The last pause would have ended past the deadline; none is longer than 30 s.
      assertThat(slept).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));

      server.always(EmbeddingsServer.error(429, "tomorrow", "Retry-After", "86400"));
      int before = server.requests().size();
      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("in 86400 s");
      assertThat(server.requests()).hasSize(before + 1);
    }
  }

  @Test
  void survivesACutConnection() {
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.cut(), EmbeddingsServer.cut());

      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);
      assertThat(kit.usage.retries()).isEqualTo(2);
    }
  }

  @Test
  void survivesAServerThatStallsInItsAnswer() {
    kit.requestTimeout = Duration.ofSeconds(2);
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.stall());

      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);
      assertThat(kit.usage.retries()).isEqualTo(1);
    }
  }

  @Test
  void namesAServerThatIsNotThere() {
    server.close();

    assertThatThrownBy(kit::open)
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("ConnectException")
        .hasMessageContaining(server.url().toString());
  }

  @Test
  void theStartWaitsLessThanTheStream() {
    server.always(DOWN);

    assertThatThrownBy(kit::open).isInstanceOf(ModelUnavailableException.class);

    assertThat(kit.pauses.slept.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(kit.settings().startTimeout());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 404, 405})
  void aServiceThatRefusesTheCallerIsBrokenAtOnce(int status) {
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.error(status, "expired, or no such model"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("it answered %d: expired, or no such model".formatted(status));
      assertThat(kit.usage.retries()).isZero();
    }
  }

  @Test
  void anAccountWithoutMoneyIsBrokenAtOnce() {
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.coded(429, "check your plan", "insufficient_quota"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("check your plan");
      assertThat(kit.usage.retries()).isZero();
    }
  }

  @Test
  void followsNoRedirect() {
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.error(307, "", "Location", server.url() + "/elsewhere"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("redirect");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void aTextThatTheServiceRefusesIsToBlame(int status) {
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.error(status, "too long"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("no vector for the text")
          .hasMessageContaining("too long");
      // The text, and the question whether it was the text.
      assertThat(server.requests()).hasSize(3);
      assertThat(kit.usage.retries()).isZero();
    }
  }

  @Test
  void noTextIsToBlameWhenTheServiceRefusesAll() {
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.error(400, "unknown field"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("refuses even the text that it took at the start");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[]}",
        "{}",
        "not json",
        "",
        "[]",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[0,0,0,0]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,1e60]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,NaN]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,null]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AAAAfwAAAH8AAAB/AADAfw==\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AAA=\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"not base64\"}]}",
        "{\"data\":[{\"index\":0,\"embedding\":null}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1,2,3,4]}]}",
        "{\"data\":[{\"index\":-1,\"embedding\":[1,2,3,4]}]}",
        "{\"data\":[{\"embedding\":[1,2,3,4]},{\"index\":0,\"embedding\":[1,2,3,4]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4]"
      })
  void nonsenseIsNoVector(String answer) {
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.body(answer));
      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(InferenceException.class);

      // From a service that gives nothing else, it is no text's fault.
      server.always(EmbeddingsServer.body(answer));
      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "not json", "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}"})
  void nothingStartsOnNonsense(String answer) {
    server.always(EmbeddingsServer.body(answer));

    assertThatThrownBy(kit::open).isInstanceOf(ModelUnavailableException.class);
  }

  @Test
  void aWellFormedAnswerIsAVector() {
    // The negative control of the test before: the same shape, nothing wrong.
    try (Embedder embedder = kit.open()) {
      server.then(
          EmbeddingsServer.body("{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4]}],\"x\":{}}"));
      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    kit.retry = new RetryPolicy(0, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));
    try (Embedder embedder = kit.open()) {
      String filler = String.join("", Collections.nCopies(1 << 21, "x"));
      server.then(EmbeddingsServer.body("{\"x\":\"" + filler + "\"}"));

      assertThatThrownBy(() -> RemoteKit.embed(embedder, "text"))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("more than 1310720 bytes");
    }
  }

  @Test
  void aThreadThatIsInterruptedStopsWaiting() throws Exception {
    kit.retry = hours();
    try (Embedder embedder = kit.open(new SystemPauses())) {
      server.always(DOWN);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread thread = asking(embedder, thrown);
      awaitRequests(2);
      thread.interrupt();

      assertThat(thrown.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("interrupted");
    }
  }

  @Test
  void nobodyWaitsForAnEmbedderThatIsAbandoned() throws Exception {
    kit.retry = hours();
    for (Reply reply : List.of(DOWN, EmbeddingsServer.stall())) {
      Embedder embedder = kit.open(new SystemPauses());
      int before = server.requests().size();
      server.always(reply);
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      asking(embedder, thrown);
      awaitRequests(before + 1);
      embedder.abandon();

      assertThat(thrown.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("no longer asked");
      assertThat(catchThrowable(() -> RemoteKit.embed(embedder, "text")))
          .isInstanceOf(ModelUnavailableException.class);
      embedder.close();
      server.well();
    }
  }

  private static RetryPolicy hours() {
    return new RetryPolicy(
        Integer.MAX_VALUE, Duration.ofHours(9), Duration.ofHours(1), Duration.ofHours(1));
  }

  private static Thread asking(Embedder embedder, CompletableFuture<Throwable> thrown) {
    Thread thread =
        new Thread(() -> thrown.complete(catchThrowable(() -> RemoteKit.embed(embedder, "text"))));
    thread.start();
    return thread;
  }

  private void awaitRequests(int count) throws InterruptedException, ExecutionException {
    long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (server.requests().size() < count) {
      assertThat(System.nanoTime()).as("no request came").isLessThan(endNanos);
      Thread.sleep(5);
    }
  }
}
