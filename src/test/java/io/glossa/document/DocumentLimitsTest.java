package io.glossa.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLimitsTest {

  private final DocumentLimits limits = new DocumentLimits(10);

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\u00a0\u3000", "\ufeff", "\u200b\u200d"})
  void refusesTextWithoutAVisibleCharacter(String text) {
    assertThat(limits.violation(Document.of("1", text)))
        .map(Failure::reason)
        .contains(FailureReason.EMPTY_TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0123456789", "\u00fc\u00fc\u00fc\u00fc\u00fc", "\ud83d\ude42"})
  void takesTextUpToTheLimit(String text) {
    assertThat(limits.violation(Document.of("1", text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01234567890", "\uac00\uac00\uac00\uac00", "\ud83d\ude42\ud83d\ude42abc"})
  void refusesTextOverTheLimitInBytes(String text) {
    assertThat(limits.violation(Document.of("1", text)))
        .map(Failure::reason)
        .contains(FailureReason.TEXT_TOO_LARGE);
  }

  @Test
  void countsHalvesOfCharactersAsTheyAreAfterTheRepair() {
    assertThat(limits.violation(Document.of("1", "\ud83d\ud83d\ud83d\ud83d")))
        .hasValueSatisfying(failure -> assertThat(failure.detail()).contains("12 bytes"));
  }
}
