package io.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.glossa.document.Document;
import io.glossa.semantics.KeyPhrase;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticInput;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.SemanticProviderFactory;
import io.glossa.semantics.SemanticSettings;
import io.glossa.vector.Embedding;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text makes the analysis or the score fail, however strange or long. */
class AnyTextTest {

  private static final SemanticProvider PROVIDER =
      new SemanticProviderFactory(SemanticSettings.defaults())
          .create("fake", texts -> texts.stream().map(text -> Embedding.of(1f, 0f)).toList());

  private static final RuleQualityScorer SCORER = new RuleQualityScorer();

  private static final List<String> PIECES =
      List.of(
          "word",
          " ",
          "\n",
          "-",
          "'",
          "<",
          "&",
          ";",
          "?",
          "\ud83d",
          "\ude42",
          "\ud83d\ude42",
          "ß",
          "é",
          "漢",
          "か",
          "カ",
          "가",
          "ก",
          "่",
          "ا",
          "ש",
          "д",
          "I",
          "İ",
          "\u0301",
          "\u200d",
          "\ufffd",
          "\0",
          "7",
          "Ã",
          "©",
          "𠀀",
          "\ufeff",
          "。",
          "।",
          "\u202e");

  static Stream<String> extremes() {
    return Stream.of(
            "",
            "x",
            "語",
            "ก่",
            "🙂",
            "سلام",
            "1234567890",
            "?!.",
            "\ud83d",
            "-",
            "a-",
            "\n",
            "\0",
            "\u0301",
            "<a",
            "&#",
            "word ",
            "…")
        .flatMap(unit -> Stream.of(unit, unit.repeat(1_000_000 / Math.max(1, unit.length()))));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void takesAMegabyteOfAnything(String text) {
    assertSound(text, 0);
  }

  @Test
  void takesRandomTexts() {
    long seed = 20261120;
    Random random = new Random(seed);
    for (int round = 0; round < 1500; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(random.nextInt(20) == 0 ? 3000 : 60);
      for (int i = 0; i < length; i++) {
        if (random.nextInt(4) == 0) {
          text.append((char) random.nextInt(0x10000));
        } else {
          text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
      }
      assertSound(text.toString(), seed);
    }
  }

  /** Surrogates are left as they are: repair comes first in the stream, not here. */
  private static void assertSound(String text, long seed) {
    Document document = Document.of("any", text);
    Embedding embedding = Embedding.of(1f, 0f);
    assertThatCode(
            () -> {
              SemanticData data = PROVIDER.getSemanticData(new SemanticInput(document, embedding));
              Quality quality = SCORER.score(document, data, embedding);
              assertThat(quality.score()).isBetween(0.0, 10.0);
              assertThat(data.readability().ease()).isBetween(0.0, 100.0);
              for (KeyPhrase phrase : data.keyPhrases()) {
                assertThat(text.substring(phrase.start(), phrase.end())).isEqualTo(phrase.text());
                assertThat(phrase.score()).isFinite();
              }
            })
        .as("seed %d, %d characters beginning with %s", seed, text.length(), escaped(text))
        .doesNotThrowAnyException();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().limit(80).forEach(c -> escaped.append("\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
