package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.glossa.embedding.Embedder;
import io.glossa.testkit.EmbeddingsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A server may repeat everything it was sent; messages and log may not. */
class RemoteSecretsTest {

  private static final String TEXT = "Patient Jane Roe was seen on Tuesday for her left knee.";

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.glossa.embedding");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private EmbeddingsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingsServer(4);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    server.close();
  }

  private static final String ECHO =
      "Incorrect API key provided: "
          + RemoteKit.KEY
          + " (sk-proj-****STUV) for input '"
          + TEXT
          + "'";

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 418, 429, 500})
  void neitherKeyNorTextIsInMessagesOrLog(int status) {
    RemoteKit kit = new RemoteKit(server);
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.error(status, ECHO));
      Throwable thrown = catchThrowable(() -> RemoteKit.embed(embedder, TEXT));

      assertThat(thrown).isNotNull();
      String all = trace(thrown) + logged() + embedder + kit.settings();
      assertThat(leaks(all)).as(all).isEmpty();
      assertThat(all).contains("Incorrect API key provided");
    }
  }

  @Test
  void theStartKeepsThemTooAndWhatLooksLikeAKey() {
    server.always(EmbeddingsServer.error(401, ECHO));

    Throwable thrown = catchThrowable(() -> new RemoteKit(server).open());

    // The text was not sent, so the server cannot know it.
    assertThat(leaks(trace(thrown) + logged())).doesNotContain("key");
    assertThat(trace(thrown)).contains("[hidden]").doesNotContain("STUV");
  }

  @Test
  void aServerThatIsNoHttpServerKeepsThemToo() {
    RemoteKit kit = new RemoteKit(server);
    kit.retry =
        new RetryPolicy(1, Duration.ofMinutes(1), Duration.ofMillis(1), Duration.ofMillis(1));
    try (Embedder embedder = kit.open()) {
      server.always(EmbeddingsServer.cut());
      assertThat(leaks(trace(catchThrowable(() -> RemoteKit.embed(embedder, TEXT))))).isEmpty();
    }
  }

  @Test
  void theSearchFindsWhatIsNotHidden() {
    // The negative control: the server's own sentence leaks both.
    assertThat(leaks(ECHO)).containsExactlyInAnyOrder("key", "text");
    assertThat(leaks(ECHO.substring(0, 45))).containsExactly("key");
  }

  @Test
  void keysDoNotShowThemselves() {
    assertThat(ApiKey.of(RemoteKit.KEY, "test")).hasToString("ApiKey[]");
    assertThat(ApiKey.none()).hasToString("ApiKey[none]");
  }

  @Test
  void sentencesAreBoundedAndOnOneLine() {
    String clean = Redaction.of("a\r\nb\u0000" + "long ".repeat(10_000), ApiKey.none(), List.of());

    assertThat(clean).startsWith("a b").hasSizeLessThan(320).doesNotContain("\n");
    assertThat(Redaction.of("cannot take 'abcd'", ApiKey.none(), List.of("abcd")))
        .isEqualTo("cannot take '[text]'");
  }

  private static List<String> leaks(String text) {
    boolean key = false;
    for (int i = 0; i + 8 <= RemoteKit.KEY.length(); i++) {
      key |= text.contains(RemoteKit.KEY.substring(i, i + 8));
    }
    boolean document = false;
    for (int i = 0; i + 20 <= TEXT.length(); i++) {
      document |= text.contains(TEXT.substring(i, i + 20));
    }
    return key
        ? (document ? List.of("key", "text") : List.of("key"))
        : document ? List.of("text") : List.of();
  }

  private String logged() {
    StringBuilder all = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      all.append(event.getFormattedMessage().toLowerCase(Locale.ROOT))
          .append(event.getFormattedMessage())
          .append('\n');
    }
    return all.toString();
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
