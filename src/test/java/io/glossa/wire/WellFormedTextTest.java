package io.glossa.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WellFormedTextTest {

  @Test
  void leavesWellFormedTextAlone() {
    String text = "plain, Grüße, 🌊🌊";
    assertThat(WellFormedText.of(text)).isSameAs(text);
  }

  @Test
  void replacesHalvesWhereverTheyStand() {
    assertThat(WellFormedText.of("\uD83D")).isEqualTo("\uFFFD");
    assertThat(WellFormedText.of("\uDC0A\uD83D")).isEqualTo("\uFFFD\uFFFD");
    assertThat(WellFormedText.of("\uD83D\uD83D\uDC0A\uDC0A")).isEqualTo("\uFFFD\uD83D\uDC0A\uFFFD");
  }

  @Test
  void whatComesOutSurvivesUtf8() {
    long seed = 41;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append((char) (0xD700 + random.nextInt(0xA00)));
      }
      String repaired = WellFormedText.of(text.toString());
      String back = new String(repaired.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(back).as("seed %d, round %d", seed, round).isEqualTo(repaired);
      assertThat(repaired).hasSameSizeAs(text);
    }
  }
}
