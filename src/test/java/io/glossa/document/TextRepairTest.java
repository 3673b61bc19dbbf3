package io.glossa.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextRepairTest {

  @Test
  void leavesGoodTextAsItIs() {
    String text = "Tab\tand\r\nline, \u00fc \ud83d\ude42";
    TextRepair repair = TextRepair.of(text);

    assertThat(repair.text()).isSameAs(text);
    assertThat(repair.replaced()).isZero();
  }

  @Test
  void replacesHalvesOfCharactersAndCountsThem() {
    TextRepair repair = TextRepair.of("a\ud83d b\ude42 \ude42\ud83d");

    assertThat(repair.text()).isEqualTo("a\ufffd b\ufffd \ufffd\ufffd");
    assertThat(repair.unpairedSurrogates()).isEqualTo(4);
    assertThat(repair.controlCharacters()).isZero();
  }

  @Test
  void replacesNulAndControlCharactersAndCountsThem() {
    TextRepair repair = TextRepair.of("a\0b\u0007c\u007f\u0090\u0085");

    assertThat(repair.text()).isEqualTo("a\ufffdb\ufffdc\ufffd\ufffd\u0085");
    assertThat(repair.controlCharacters()).isEqualTo(4);
    assertThat(repair.unpairedSurrogates()).isZero();
  }

  @Test
  void makesAnyStringEncodableWithoutMovingOffsets() {
    long seed = 42;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      StringBuilder any = new StringBuilder();
      for (int i = 0; i < random.nextInt(40); i++) {
        any.append(
            (char) (random.nextBoolean() ? 0xD800 + random.nextInt(2048) : random.nextInt()));
      }
      String text = TextRepair.of(any.toString()).text();
      assertThat(text).as("seed %d, round %d", seed, round).hasSameSizeAs(any);
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
          .as("seed %d, round %d", seed, round)
          .isTrue();
    }
  }
}
