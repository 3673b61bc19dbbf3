package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPhraseExtractorTest {

  private static final KeyPhraseExtractor EXTRACTOR =
      new KeyPhraseExtractor(StopWords.fromResource(), 10);

  @ParameterizedTest
  @EnumSource
  void givesPhrasesOfTheTextWithTheirOffsets(LanguageSample sample) {
    List<KeyPhrase> phrases = extract(sample.text(), sample.code());

    assertThat(phrases).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    for (KeyPhrase phrase : phrases) {
      assertThat(sample.text().substring(phrase.start(), phrase.end())).isEqualTo(phrase.text());
    }
    assertThat(phrases)
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()))
        .noneMatch(
            phrase ->
                phrases.stream()
                    .anyMatch(
                        other -> !other.equals(phrase) && other.text().contains(phrase.text())));
  }

  @Test
  void prefersWhatComesEarlyAndOften() {
    String text =
        "Solar panels are cheap. Solar panels last for decades, and the roof of a barn can carry"
            + " solar panels. Somebody painted a fence.";

    assertThat(extract(text, "en").get(0).text()).isEqualTo("Solar panels");
  }

  @Test
  void keepsHyphenatedWordsWholeAndStopsAtFunctionWords() {
    String text = "The state-of-the-art encoder of the laboratory reads well-formed documents.";

    assertThat(extract(text, "en"))
        .extracting(KeyPhrase::text)
        .contains("state-of-the-art encoder")
        .noneMatch(phrase -> phrase.contains(" of "));
  }

  @Test
  void takesParticlesOffKoreanNouns() {
    assertThat(extract("도서관의 열람실을 새로 칠했다. 도서관은 크다.", "ko"))
        .extracting(KeyPhrase::text)
        .contains("도서관의 열람실")
        .noneMatch(phrase -> phrase.endsWith("을") || phrase.endsWith("칠했다"));
  }

  @Test
  void countsOffsetsInTheWholeTextWhenItIsSampled() {
    String text = "filler words here. ".repeat(200) + "Volcanic ash cloud. " + "more. ".repeat(60);
    TextSample sample = TextSample.of(text, 1200);
    SegmentedText segments = new TextSegmenter().segment(text, sample);

    assertThat(EXTRACTOR.extract(segments, "en"))
        .anyMatch(phrase -> phrase.text().equals("Volcanic ash cloud"))
        .allMatch(p -> text.substring(p.start(), p.end()).equals(p.text()));
  }

  private static List<KeyPhrase> extract(String text, String language) {
    TextSample all = TextSample.of(text, 100_000);
    return EXTRACTOR.extract(new TextSegmenter().segment(text, all), language);
  }
}
