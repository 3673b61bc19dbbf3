package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {

  private static final LanguageDetector DETECTOR =
      new LanguageDetector(SemanticSettings.defaults().languages());

  @ParameterizedTest
  @EnumSource
  void findsTheLanguageOfAShortText(LanguageSample sample) {
    Language language = DETECTOR.detect(sample.text(), null);

    assertThat(language.code()).isEqualTo(sample.code());
    assertThat(language.confidence()).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "12345 67.8%", "?!... --- ***", "🙂🙂🙂", "\ufffd\ufffd"})
  void isUndeterminedWithoutLetters(String text) {
    assertThat(DETECTOR.detect(text, "en")).isEqualTo(Language.undetermined());
  }

  @Test
  void hearsTheHintOnlyInDoubt() {
    String doubtful = "Hotel Taxi Radio";
    assertThat(DETECTOR.detect(doubtful, "sv-SE").code()).isEqualTo("sv");
    assertThat(DETECTOR.detect(doubtful, "nl").code()).isEqualTo("nl");
    assertThat(DETECTOR.detect(doubtful, "ja").code()).isNotEqualTo("ja");

    assertThat(DETECTOR.detect(LanguageSample.ENGLISH.text(), "fr").code()).isEqualTo("en");
    assertThat(DETECTOR.detect(LanguageSample.KOREAN.text(), "ja").code()).isEqualTo("ko");
  }

  @Test
  void takesHanWithoutKanaForChineseUnlessTheHintSaysOtherwise() {
    assertThat(DETECTOR.detect("東京大学", null).code()).isEqualTo("zh");
    assertThat(DETECTOR.detect("東京大学", "ja").code()).isEqualTo("ja");
    assertThat(DETECTOR.detect("東京大学に行く", null).code()).isEqualTo("ja");
  }

  @Test
  void isNotMisledByForeignNamesAndAddresses() {
    assertThat(
            DETECTOR
                .detect("FastAPI 서버는 https://example.org/docs/getting-started 에서 설명을 제공합니다.", null)
                .code())
        .isEqualTo("ko");
  }

  @Test
  void answersOnlyConfiguredLanguages() {
    LanguageDetector two = new LanguageDetector(List.of("en", "de"));

    assertThat(two.detect(LanguageSample.DUTCH.text(), null).code()).isIn("en", "de");
    assertThat(two.detect(LanguageSample.KOREAN.text(), null)).isEqualTo(Language.undetermined());
  }

  @Test
  void isSurerOfLongerTexts() {
    String text = LanguageSample.SPANISH.text();
    double ofWord = DETECTOR.detect("madera", null).confidence();

    assertThat(DETECTOR.detect(text, null).confidence()).isGreaterThan(ofWord);
  }
}
