package io.glossa.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokenizing in segments, and only the beginning, gives the ids of the whole. */
class TokenizerCutsTest {

  private static final long SEED = 41;
  private static final int LIMIT = 100;
  private static final List<String> WORDS =
      List.of("stream", "reads", "Документы", "문서를", "文書", "漢", "a", "aaaa", "12", "é", "a\u0301");
  private static final List<String> BETWEEN =
      List.of(
          " ", " ", " ", "\n", "\t", "\u3000", "  ", ", ", "。", "\r\n", "-", " \u0301", "<mask>");

  @TempDir private Path scratch;

  static Stream<GoldenTokenizer> tokenizers() throws IOException {
    return GoldenTokenizer.all().stream();
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void segmentsHaveTheIdsOfTheWhole(GoldenTokenizer golden) throws IOException {
    Random random = new Random(SEED);
    Path file = golden.write(scratch);
    try (NativeTokenizer tokenizer = NativeTokenizer.load(file)) {
      SafeCuts cuts = SafeCuts.of(tokenizer, TokenizerFacts.read(file));
      for (int round = 0; round < 5; round++) {
        String text = text(random, 15_000, BETWEEN);
        TextSegments segments = new TextSegments(text, cuts);
        assertThat(segments).as("the text is cut").hasSizeGreaterThan(3);
        assertThat(
                StreamSupport.stream(segments.spliterator(), false)
                    .flatMapToLong(segment -> LongStream.of(tokenizer.ids(segment.text()))))
            .as("seed %d, round %d, %s", SEED, round, golden)
            .containsExactly(Arrays.stream(tokenizer.ids(text)).boxed().toArray(Long[]::new));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void firstTokensOfRunAreThoseOfTheWhole(GoldenTokenizer golden) throws IOException {
    Random random = new Random(SEED);
    Path file = golden.write(scratch);
    try (NativeTokenizer tokenizer = NativeTokenizer.load(file)) {
      FirstTokens first = new FirstTokens(tokenizer, TokenizerFacts.read(file));
      for (Supplier<String> texts :
          List.<Supplier<String>>of(
              () -> text(random, 8_000, List.of("")),
              () -> text(random, 8_000, List.of(",", "。", "", "", "<mask>", "[SEP]")),
              () -> letters(random, "ab"),
              () -> letters(random, "aerds문서를를"),
              () -> letters(random, "文書流处\uE000"),
              () -> letters(random, "a \u0301<>s"))) {
        for (int round = 0; round < 3; round++) {
          String text = texts.get();
          long[] whole = tokenizer.ids(text);
          long[] found = first.of(text, LIMIT);
          assertThat(found.length).isGreaterThanOrEqualTo(Math.min(LIMIT, whole.length));
          // All of what was found, up to where the beginning ends.
          assertThat(found)
              .as("seed %d, %s, %.40s", SEED, golden, text)
              .containsExactly(Arrays.copyOf(whole, found.length));
        }
      }
    }
  }

  private static String text(Random random, int length, List<String> between) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      text.append(between.get(random.nextInt(between.size())));
    }
    return text.toString();
  }

  private static String letters(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    int length = 6_000 + random.nextInt(10);
    while (text.length() < length) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
