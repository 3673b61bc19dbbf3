package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glossa.embedding.EncodedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ids are those of Hugging Face's tokenizers, on strings that are hard to tokenize. {@code
 * src/test/golden} has the strings and makes the ids.
 */
class TokenizerEqualityTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final int MODEL_LIMIT = 512;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path scratch;

  static Stream<GoldenTokenizer> tokenizers() throws IOException {
    return GoldenTokenizer.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void idsAreThoseOfHuggingFace(GoldenTokenizer golden) throws IOException {
    JsonNode expected =
        JSON.readTree(GOLDEN.resolve("tokenizers.json").toFile()).get(golden.name());
    try (BundleTokenizer tokenizer = golden.load(scratch)) {
      for (GoldenTokenizer.Text text : GoldenTokenizer.texts()) {
        JsonNode row = expected.get(text.name());
        if (row != null) {
          assertEqual(golden.name() + ", " + text.name(), tokenizer, text.text(), row);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void unpairedSurrogatesCountAsReplacementCharacters(GoldenTokenizer golden) throws IOException {
    try (BundleTokenizer tokenizer = golden.load(scratch)) {
      for (String text :
          List.of("a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D\uDE00", "x \uD83D y", "\uDE00")) {
        String replaced = text.replaceAll("(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", "\uFFFD");
        replaced = replaced.replaceAll("[\uD800-\uDBFF](?![\uDC00-\uDFFF])", "\uFFFD");
        assertThat(tokenizer.encode(text, MODEL_LIMIT))
            .isEqualTo(tokenizer.encode(replaced, MODEL_LIMIT));
      }
    }
  }

  @Test
  void promptIsTokenizedTogetherWithTheText() throws IOException {
    for (GoldenTokenizer golden : GoldenTokenizer.all()) {
      try (BundleTokenizer tokenizer = golden.load(scratch)) {
        assertThat(tokenizer.encode("query: ", "documents", MODEL_LIMIT))
            .as(golden.name())
            .isEqualTo(tokenizer.encode("query: documents", MODEL_LIMIT));
      }
    }
  }

  private static void assertEqual(
      String what, BundleTokenizer tokenizer, String text, JsonNode row) {
    int[] first = JSON.convertValue(row.get("ids"), int[].class);
    int[] all = ids(tokenizer.encode(text, Integer.MAX_VALUE));
    int added = tokenizer.addedTokens();
    int spans = tokenizer.spans(text).size();
    if (first.length == 0) {
      assertThat(all).as("%s: no model takes a text of no token", what).containsExactly(0);
      assertThat(spans).as("%s: spans", what).isZero();
      return;
    }
    int count = row.path("count").asInt(first.length);
    assertThat(Arrays.copyOf(all, Math.min(all.length, first.length)))
        .as("%s: first ids", what)
        .containsExactly(first);
    assertThat(all).as("%s: number of tokens", what).hasSize(count);
    assertThat(spans).as("%s: spans", what).isEqualTo(count - added);
    if (count > first.length) {
      assertThat(GoldenTokenizer.hash(all)).as(what).isEqualTo(row.get("hash").asText());
    }
    int[] cut = ids(tokenizer.encode(text, MODEL_LIMIT));
    int kept = Math.min(count, MODEL_LIMIT);
    int[] expected = Arrays.copyOf(all, kept);
    int suffix = added / 2;
    System.arraycopy(all, count - suffix, expected, kept - suffix, suffix);
    assertThat(cut).as("%s: cut", what).containsExactly(expected);
  }

  private static int[] ids(EncodedText text) {
    return IntStream.range(0, text.length()).map(text::id).toArray();
  }
}
