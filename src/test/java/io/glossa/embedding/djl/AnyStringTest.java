package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.glossa.document.TokenSpan;
import io.glossa.embedding.Embedder;
import io.glossa.vector.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokenizer takes any string, and says truly where its tokens stand. */
class AnyStringTest {

  private static final long SEED = 23;
  private static final int MEGABYTE = 1 << 20;

  private static Embedder embedder;

  @BeforeAll
  static void load() {
    embedder = DefaultBundle.load();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void spansOfWordsAreThoseOfTheText() {
    assertThat(words("The stream, the stream.")).contains("stream", ",", "The");
    assertThat(words("emoji 😀😀 then stream")).contains("then", "stream");
    assertThat(words("𝒳𝒴 한국어 stream")).contains("stream");
    assertThat(String.join("", words("대한민국의 문서"))).isEqualTo("대한민국의문서");
  }

  @Test
  void spansFollowCharactersThatNormalisationChanges() {
    assertThat(words("㍿ stream")).contains("㍿", "stream");
    assertThat(words("ﬁne stream")).contains("stream");
    assertThat(words("カ\u3099ラス stream")).contains("stream");
    assertThat(words("İstanbul stream")).contains("stream");
  }

  @Test
  void bytesOfUnknownCharactersAreSpreadOverThem() {
    // Characters of the private use planes are in no vocabulary: four bytes each.
    String text = Character.toString(0xF0001).repeat(3);
    List<TokenSpan> spans = embedder.tokens(text);
    assertThat(spans).hasSizeGreaterThanOrEqualTo(12);
    assertThat(spans.get(spans.size() - 1)).isEqualTo(new TokenSpan(4, 6));
    assertThat(spans).contains(new TokenSpan(0, 2), new TokenSpan(2, 4));
    assertValid(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "\u0000",
        "a\u0000b",
        "\uD83D",
        "\uDE00",
        "\uDE00\uD83D",
        "a\uD83Db",
        "\uFEFF",
        "\u200D",
        "e\u0301",
        "<pad>",
        "<unk><0x41>",
        "\u2581",
        "\u2581\u2581 x",
        "\uFFFD",
        "\uFFFF",
        "\u0085",
        "\u3000",
        "ᄒ\u1161ᆫ",
        "👩\u200D👩\u200D👧",
        "ﷺ",
        "\u0378"
      })
  void anyShortStringHasVectorAndSpans(String text) {
    assertValid(text);
  }

  @Test
  void randomStringsHaveVectorsAndSpans() {
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
  void megabyteWithoutSpaceTakesLinearTime() {
    Random random = new Random(SEED);
    StringBuilder mixed = new StringBuilder(MEGABYTE);
    while (mixed.length() < MEGABYTE) {
      mixed.append((char) (0xAC00 + random.nextInt(11_172)));
    }
    for (String text :
        List.of(
            "a".repeat(MEGABYTE),
            "漢".repeat(MEGABYTE),
            mixed.toString(),
            "\uE000".repeat(MEGABYTE))) {
      long start = System.nanoTime();
      List<TokenSpan> spans = embedder.tokens(text);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "1 MiB of '%s': %,d tokens in %s%n", text.substring(0, 1), spans.size(), taken);
      assertInOrder(text, spans);
      assertThat(taken).isLessThan(Duration.ofSeconds(30));
      start = System.nanoTime();
      assertThat(embedder.encode(text).length()).isEqualTo(embedder.model().maxTokens());
      // Only as much is tokenized as the model takes.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void cuttingLongTextAtSpacesChangesNoToken() {
    String sentence = "The stream enriches documents, 한국어 문서도 (2024年 documents). ";
    String text = sentence.repeat(500);
    List<TokenSpan> once = embedder.tokens(sentence);
    List<TokenSpan> repeated = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int offset = i * sentence.length();
      once.forEach(s -> repeated.add(new TokenSpan(offset + s.start(), offset + s.end())));
    }
    assertThat(text.length()).isGreaterThan(4 * TextSegments.MAX_LENGTH);
    assertThat(embedder.tokens(text)).isEqualTo(repeated);
  }

  private static void assertValid(String text) {
    assertInOrder(text, embedder.tokens(text));
    Embedding vector = embedder.embed(List.of(embedder.encode(text))).get(0);
    assertThat(vector.isFinite()).as(() -> escaped(text)).isTrue();
  }

  private static void assertInOrder(String text, List<TokenSpan> spans) {
    int last = 0;
    for (TokenSpan span : spans) {
      if (span.start() < last || span.end() > text.length()) {
        fail("%s: %s after a start of %d", escaped(text), span, last);
      }
      last = span.start();
    }
  }

  private static List<String> words(String text) {
    assertValid(text);
    return embedder.tokens(text).stream().map(s -> text.substring(s.start(), s.end())).toList();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder("seed " + SEED + ": ");
    text.chars().limit(80).forEach(c -> escaped.append("\\u%04X".formatted(c)));
    return escaped.toString();
  }
}
