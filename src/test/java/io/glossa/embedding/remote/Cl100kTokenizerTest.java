package io.glossa.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.glossa.document.TextRepair;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.testkit.EmbeddingsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any string has tokens, and what is sent of it is valid and short enough. */
class Cl100kTokenizerTest {

  private static final long SEED = 29;
  private static final int MEGABYTE = 1 << 20;
  private static final int MAX_TOKENS = 8191;

  private static final Encoding REFERENCE =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

  private static EmbeddingsServer server;
  private static Embedder embedder;

  @BeforeAll
  static void open() throws IOException {
    server = new EmbeddingsServer(4);
    RemoteKit kit = new RemoteKit(server);
    kit.maxTokens = MAX_TOKENS;
    embedder = kit.open();
  }

  @AfterAll
  static void close() {
    embedder.close();
    server.close();
  }

  private static List<String> words(String text) {
    return embedder.tokens(text).stream().map(s -> text.substring(s.start(), s.end())).toList();
  }

  @Test
  void spansAreThoseOfTheEncoding() {
    assertThat(words("The stream enriches documents."))
        .containsExactly("The", " stream", " enrich", "es", " documents", ".");
    assertThat(words("<|endoftext|>").size()).isGreaterThan(1);
    assertThat(words("")).isEmpty();
  }

  @Test
  void tokensWithinACharacterHaveItsSpan() {
    // U+1F9F5 is several tokens of bytes.
    String text = "a🧵b";
    List<TokenSpan> spans = embedder.tokens(text);

    assertThat(spans.get(0)).isEqualTo(new TokenSpan(0, 1));
    assertThat(spans.subList(1, spans.size() - 1))
        .hasSizeGreaterThan(1)
        .allMatch(new TokenSpan(1, 3)::equals);
    assertThat(spans.get(spans.size() - 1)).isEqualTo(new TokenSpan(3, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        " \n \n",
        "\u0000",
        "\uD83D",
        "\uDE00\uD83D",
        "a\uD83Db",
        "\uFEFF",
        "\u200D",
        "e\u0301",
        "<|endoftext|><|fim_prefix|>",
        "\uFFFF",
        "\u0085",
        "\u3000",
        "👩\u200D👩\u200D👧",
        "ﷺ",
        "สวัสดีชาวโลก",
        "대한민국의 문서",
        "漢字かな交じり文"
      })
  void anyShortStringHasTokens(String text) {
    assertValid(text);
  }

  @Test
  void randomStringsHaveTokens() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      int range = random.nextBoolean() ? 0x10000 : 0x500;
      for (int c = 0; c < length; c++) {
        text.append((char) random.nextInt(range));
      }
      assertValid(text.toString());
    }
  }

  @Test
  void aMegabyteWithoutSpacesHasTokensAndIsCut() {
    Random random = new Random(SEED);
    StringBuilder mixed = new StringBuilder(MEGABYTE);
    StringBuilder emoji = new StringBuilder(MEGABYTE);
    while (mixed.length() < MEGABYTE) {
      mixed.append((char) (0xAC00 + random.nextInt(11_172)));
    }
    while (emoji.length() < MEGABYTE) {
      emoji.appendCodePoint(0x1F300 + random.nextInt(0x300));
    }
    for (String text :
        List.of(
            "a".repeat(MEGABYTE),
            " ".repeat(MEGABYTE),
            "\n".repeat(MEGABYTE),
            "\uD83D".repeat(MEGABYTE),
            mixed.toString(),
            emoji.toString())) {
      assertValid(text);
    }
  }

  @Test
  void cuttingLongTextAtSpacesChangesNoToken() {
    String text = "The stream, enriches  documents: 한국어 문서도\n\n(2024年 documents). ".repeat(500);

    assertThat(text.length()).isGreaterThan(4 * TextPieces.MAX_LENGTH);
    assertThat(embedder.tokens(text)).hasSize(REFERENCE.countTokensOrdinary(text));
  }

  @Test
  void theLimitIsKeptOnTextsOfEveryKind() {
    Random random = new Random(SEED);
    String[] parts = {"word ", "문서", "🧵", "  ", "\n", "1234567", "don't ", "é", "…", "naïve-"};
    for (int i = 0; i < 10; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 60_000) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String sent = embedder.encode(text.toString()).text().orElseThrow();

      assertThat(REFERENCE.countTokensOrdinary(sent))
          .as("text %d, seed %d", i, SEED)
          .isBetween(MAX_TOKENS - 8, MAX_TOKENS);
    }
  }

  private static void assertValid(String text) {
    List<TokenSpan> spans = embedder.tokens(text);
    String repaired = TextRepair.of(text).text();
    int covered = 0;
    int last = 0;
    for (TokenSpan span : spans) {
      // In order, without gaps, and never inside a character.
      if (span.start() < last || span.start() > covered || isInside(repaired, span)) {
        throw new AssertionError(
            "seed %d: %s after %d in %s".formatted(SEED, span, last, escaped(text)));
      }
      last = span.start();
      covered = Math.max(covered, span.end());
    }
    assertThat(covered).as(() -> escaped(text)).isEqualTo(text.length());
    var encoded = embedder.encode(text);
    String sent = encoded.text().orElseThrow();
    assertThat(sent).isNotEmpty();
    assertThat(encoded.length()).isBetween(1, MAX_TOKENS);
    assertThat(new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(sent);
    if (spans.size() <= MAX_TOKENS && !text.isEmpty()) {
      assertThat(sent).isEqualTo(repaired);
    } else if (!text.isEmpty()) {
      assertThat(repaired).startsWith(sent);
    }
  }

  private static boolean isInside(String text, TokenSpan span) {
    return splitsPair(text, span.start()) || splitsPair(text, span.end());
  }

  private static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("seed " + SEED + ": ");
    text.chars().limit(80).forEach(c -> escaped.append("\\u%04X".formatted(c)));
    return escaped.toString();
  }
}
