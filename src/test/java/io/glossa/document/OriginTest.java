package io.glossa.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @Test
  void readsWhatItWrote() {
    Origin origin = new Origin("glossa-documents.v1", 3, 9_000_000_000L);

    assertThat(Origin.parse(origin.toString())).isEqualTo(origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "topic", "topic-1", "-1@2", "topic@3", "topic-x@3", "topic-1@y"})
  void refusesOtherTextsByNamingThem(String text) {
    assertThatThrownBy(() -> Origin.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
