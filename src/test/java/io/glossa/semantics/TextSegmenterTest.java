package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextSegmenterTest {

  private final TextSegmenter segmenter = new TextSegmenter();

  @Test
  void findsSentencesAndWords() {
    assertThat(words("One two. Three, four!"))
        .containsExactly(List.of("One", "two"), List.of("Three", "four"));
  }

  @Test
  void joinsHyphenatedWordsButNotDashes() {
    assertThat(words("A well-known trade-off - as always"))
        .containsExactly(List.of("A", "well-known", "trade-off", "as", "always"));
  }

  @Test
  void readsWrappedLinesAsOneSentenceAndHeadingsAsTheirOwn() {
    assertThat(words("Heading\n\nA line that\nis wrapped.")).hasSize(2);
  }

  @Test
  void cutsScriptsWithoutSpacesByTheirDictionaries() {
    assertThat(words("私は図書館に行く。").get(0)).contains("図書館");
    assertThat(words("ฉันไปห้องสมุด").get(0)).hasSizeGreaterThan(1);
    assertThat(words("我们在学校学习。").get(0)).containsExactly("我们", "在", "学校", "学习");
  }

  @ParameterizedTest
  @EnumSource
  void givesEveryWordItsPlaceInTheText(LanguageSample sample) {
    SegmentedText segmented =
        segmenter.segment(sample.text(), TextSample.of(sample.text(), 100_000));

    assertThat(segmented.wordCount()).isGreaterThan(15);
    for (Sentence sentence : segmented.sentences()) {
      for (Token word : sentence.words()) {
        assertThat(sample.text().substring(word.start(), word.end())).isEqualTo(word.text());
      }
    }
  }

  private List<List<String>> words(String text) {
    return segmenter.segment(text, TextSample.of(text, 100_000)).sentences().stream()
        .map(sentence -> sentence.words().stream().map(Token::text).toList())
        .toList();
  }
}
