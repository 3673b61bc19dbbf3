package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.glossa.embedding.Embedder;
import io.glossa.embedding.EncodedText;
import io.glossa.embedding.ModelUnavailableException;
import io.glossa.testkit.EmbeddingsServer;
import io.glossa.vector.Embedding;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteEmbedderTest {

  private static final int DIMENSION = 24;

  private EmbeddingsServer server;
  private RemoteKit kit;

  @BeforeEach
  void start() throws IOException {
    server = new EmbeddingsServer(DIMENSION);
    kit = new RemoteKit(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Embedding expected(String text) {
    return Embedding.of(EmbeddingsServer.vector(text, DIMENSION)).normalised();
  }

  private JsonNode lastRequest() {
    return server.requests().get(server.requests().size() - 1);
  }

  @Test
  void givesUnitVectorsInTheOrderOfTheTexts() {
    try (Embedder embedder = kit.open()) {
      String[] texts = {"one", "two words", "drei", "네 번째", "five", "😀 six"};

      List<Embedding> vectors = RemoteKit.embed(embedder, texts);

      for (int i = 0; i < texts.length; i++) {
        assertThat(vectors.get(i)).isEqualTo(expected(texts[i]));
        assertThat(vectors.get(i).norm()).isCloseTo(1, within(1e-6));
      }
      assertThat(embedder.model().dimension()).isEqualTo(DIMENSION);
      assertThat(embedder.model().normalised()).isTrue();
    }
    assertThat(lastRequest().path("encoding_format").asText()).isEqualTo("base64");
    assertThat(lastRequest().path("model").asText()).isEqualTo(RemoteKit.MODEL);
    assertThat(lastRequest().has("dimensions")).isFalse();
    assertThat(lastRequest().path("input")).hasSize(6);
  }

  @Test
  void readsPlainArraysWhereBase64IsIgnored() {
    server.plainOnly();
    try (Embedder embedder = kit.open()) {
      Embedding vector = RemoteKit.embed(embedder, "text").get(0);

      assertThat(vector.cosine(expected("text"))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void asksForNoFormatWhereBase64IsRefused() {
    server.then(EmbeddingsServer.error(400, "encoding_format is not supported"));
    try (Embedder embedder = kit.open()) {
      assertThat(RemoteKit.embed(embedder, "text")).hasSize(1);
    }
    assertThat(lastRequest().has("encoding_format")).isFalse();
  }

  @Test
  void cutsBatchesIntoRequestsOfTextsAndTokens() {
    kit.requestTexts = 3;
    kit.requestTokens = 10;
    try (Embedder embedder = kit.open()) {
      String[] texts = {"a", "b", "c", "d", "one two three four five six seven eight nine", "e"};

      assertThat(RemoteKit.embed(embedder, texts)).hasSize(6);
      assertThat(embedder.embed(List.of())).isEmpty();
    }
    assertThat(server.requests().stream().skip(1).map(r -> r.path("input").size()))
        .containsExactly(3, 2, 1);
  }

  @Test
  void halvesARequestThatIsTooLarge() {
    try (Embedder embedder = kit.open()) {
      server.then(EmbeddingsServer.error(413, "too large"));

      List<Embedding> vectors = RemoteKit.embed(embedder, "a", "b", "c");

      assertThat(vectors).containsExactly(expected("a"), expected("b"), expected("c"));
    }
    assertThat(server.requests().stream().skip(1).map(r -> r.path("input").size()))
        .containsExactly(3, 1, 2);
  }

  @Test
  void asksForFewerComponents() {
    kit.dimensions = 8;
    try (Embedder embedder = kit.open()) {
      assertThat(RemoteKit.embed(embedder, "text").get(0).dimension()).isEqualTo(8);
      assertThat(embedder.model().dimension()).isEqualTo(8);
    }
    assertThat(lastRequest().path("dimensions").asInt()).isEqualTo(8);
  }

  @Test
  void refusesAServiceThatIgnoresTheDimensions() {
    kit.dimensions = 8;
    server.always(EmbeddingsServer.vectors("[1,0,0]"));

    assertThatThrownBy(kit::open)
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("3 components; expected 8");
  }

  @Test
  void knowsOpenAisModels() {
    kit.model = "text-embedding-3-small";
    assertThatThrownBy(kit::open).hasMessageContaining("24 components; expected 1536");

    kit.dimensions = 24;
    try (Embedder embedder = kit.open()) {
      assertThat(embedder.model().maxTokens()).isEqualTo(8191);
      RemoteKit.embed(embedder, "one two three");
    }
    assertThat(RemoteProvider.of("text-embedding-3-large").orElseThrow().dimension())
        .isEqualTo(3072);
    // Ten words of two probes and three here, at 2 cents a million.
    assertThat(kit.usage.cost()).isCloseTo(kit.usage.tokens() * 0.02 / 1e6, within(1e-12));
    assertThat(kit.usage.tokens()).isPositive();
  }

  @Test
  void identityNamesServiceModelDimensionAndPrompts() {
    RemoteSettings settings = kit.settings();
    String revision = RemoteEmbedders.revision("m", settings, 8);

    assertThat(revision)
        .matches("[0-9a-f]{64}")
        .isEqualTo(RemoteEmbedders.revision("m", settings, 8));
    assertThat(RemoteEmbedders.revision("n", settings, 8)).isNotEqualTo(revision);
    assertThat(RemoteEmbedders.revision("m", settings, 9)).isNotEqualTo(revision);
    assertThat(RemoteEmbedders.revision("m", RemoteSettings.defaults(), 8)).isNotEqualTo(revision);
    kit.documentPrompt = "passage: ";
    assertThat(RemoteEmbedders.revision("m", kit.settings(), 8)).isNotEqualTo(revision);
    try (Embedder embedder = kit.open()) {
      assertThat(embedder.model().identity().id()).isEqualTo(RemoteKit.MODEL);
    }
  }

  @Test
  void putsPromptsBeforeDocumentsAndQueries() {
    kit.documentPrompt = "passage: ";
    kit.queryPrompt = "query: ";
    kit.maxTokens = 10;
    try (Embedder embedder = kit.open()) {
      embedder.embed(List.of(embedder.encode("text"), embedder.encodeQuery("text")));
      assertThat(lastRequest().path("input"))
          .extracting(JsonNode::asText)
          .containsExactly("passage: text", "query: text");

      // The prompt is part of what the model takes.
      EncodedText cut = embedder.encode("one ".repeat(50));
      assertThat(cut.length()).isEqualTo(10);
      assertThat(new Cl100kTokenizer().spans(cut.text().orElseThrow()))
          .hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void anEmptyTextIsSentAsASpace() {
    try (Embedder embedder = kit.open()) {
      assertThat(embedder.encode("").length()).isEqualTo(1);
      assertThat(RemoteKit.embed(embedder, "", "\u0000\uD83D")).hasSize(2);
    }
    assertThat(lastRequest().path("input"))
        .extracting(JsonNode::asText)
        .containsExactly(" ", "\uFFFD\uFFFD");
  }

  @Test
  void sendsTheKeyAndDoesWithoutOneOnThisMachine() {
    kit.open().close();
    kit.open(kit.pauses, Map.of()).close();

    assertThat(server.credentials()).containsExactly("Bearer " + RemoteKit.KEY, "null");
  }

  @Test
  void aDistantServiceNeedsAKey() {
    RemoteKit distant = new RemoteKit(URI.create("https://service.invalid/v1"));

    assertThatThrownBy(() -> distant.open(distant.pauses, Map.of()))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("needs a key")
        .hasMessageContaining("OPENAI_API_KEY");
    assertThatThrownBy(() -> distant.open(distant.pauses, Map.of("OPENAI_API_KEY", "two\nlines")))
        .hasMessageContaining("holds no key")
        .hasMessageNotContaining("lines");
  }

  @Test
  void countsRequestsTokensAndCost() {
    kit.price = 2;
    try (Embedder embedder = kit.open()) {
      long before = kit.usage.tokens();
      server.then(EmbeddingsServer.error(503, "busy"));
      RemoteKit.embed(embedder, "one two three", "four");

      assertThat(kit.usage.requests()).isEqualTo(3);
      assertThat(kit.usage.retries()).isEqualTo(1);
      assertThat(kit.usage.tokens() - before).isEqualTo(4);
      assertThat(kit.usage.cost()).isCloseTo(kit.usage.tokens() * 2e-6, within(1e-12));
      assertThat(kit.usage.line())
          .contains("3 requests (1 repeated)", "3 texts", kit.usage.tokens() + " tokens");
    }
  }

  @Test
  void countsItselfWhereTheServiceDoesNotSay() {
    try (Embedder embedder = kit.open()) {
      long before = kit.usage.tokens();
      server.then(EmbeddingsServer.vectors("[" + "1,".repeat(DIMENSION - 1) + "1]"));
      RemoteKit.embed(embedder, "one two three");

      assertThat(kit.usage.tokens() - before).isEqualTo(3);
    }
  }

  @Test
  void textsOfAnotherModelAreRefused() {
    try (Embedder embedder = kit.open()) {
      assertThatThrownBy(() -> embedder.embed(List.of(EncodedText.of(1, 2))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token ids");
    }
  }
}
