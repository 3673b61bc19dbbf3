package io.glossa.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  @Test
  void isTheSameForTheSameContentAtAnotherTime() {
    Map<String, String> forward = new LinkedHashMap<>();
    forward.put("a", "1");
    forward.put("b", "2");
    Map<String, String> backward = new LinkedHashMap<>();
    backward.put("b", "2");
    backward.put("a", "1");

    assertThat(ContentHash.of(document("text", "title", Instant.EPOCH, forward)))
        .isEqualTo(ContentHash.of(document("text", "title", null, backward)));
  }

  @Test
  void tellsTextFromTitleAndAbsentFromEmpty() {
    assertThat(ContentHash.of(document("ab", "c", null, Map.of())))
        .isNotEqualTo(ContentHash.of(document("a", "bc", null, Map.of())));
    assertThat(ContentHash.of(document("a", "", null, Map.of())))
        .isNotEqualTo(ContentHash.of(document("a", null, null, Map.of())));
  }

  @Test
  void tellsHalvesOfCharactersApart() {
    assertThat(ContentHash.of(Document.of("1", "broken \ud83d pair")))
        .isNotEqualTo(ContentHash.of(Document.of("1", "broken \ud83e pair")))
        .isNotEqualTo(ContentHash.of(Document.of("1", "broken ? pair")));
  }

  @Test
  void refusesWhatIsNoHash() {
    assertThatThrownBy(() -> new ContentHash("z".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zzz");
  }

  private static Document document(
      String text,
      @Nullable String title,
      @Nullable Instant eventTime,
      Map<String, String> metadata) {
    return new Document("id", text, title, null, null, eventTime, metadata);
  }
}
