package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;

class TextSampleTest {

  @Test
  void isTheWholeOfAShortText() {
    assertThat(TextSample.of("short", 5).parts()).containsExactly(new TextSample.Part(0, "short"));
    assertThat(TextSample.of("short", 5).joined()).isEqualTo("short");
  }

  @Test
  void takesStartMiddleAndEndOfALongText() {
    assertThat(TextSample.of("aaa.....bbb.....ccc", 9).parts())
        .containsExactly(
            new TextSample.Part(0, "aaa"),
            new TextSample.Part(8, "bbb"),
            new TextSample.Part(16, "ccc"));
  }

  @Test
  void neverCutsASurrogatePair() {
    String text = "\ud83d\ude42".repeat(50);
    for (int size = 6; size < 60; size++) {
      for (TextSample.Part part : TextSample.of(text, size).parts()) {
        assertThat(part.text().length() % 2).isZero();
        assertThat(text.substring(part.offset())).startsWith(part.text());
      }
    }
  }

  @Test
  void countsLettersByScript() {
    ScriptCounts counts = ScriptCounts.of("API는 図書館 か 12 !?");

    assertThat(counts.count(UnicodeScript.LATIN)).isEqualTo(3);
    assertThat(counts.count(UnicodeScript.HAN)).isEqualTo(3);
    assertThat(counts.unspaced()).isEqualTo(4);
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.dominant()).isEqualTo(UnicodeScript.HAN);
    assertThat(ScriptCounts.of("1 2 3").dominant()).isEqualTo(UnicodeScript.UNKNOWN);
  }
}
