package io.glossa.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadabilityScorerTest {

  private static final String EASY = "The cat sat on the mat. The dog ran to the cat.";
  private static final String HARD =
      "Notwithstanding considerable methodological heterogeneity, contemporary investigations"
          + " consistently demonstrate interdependencies between organisational characteristics and"
          + " professional satisfaction.";

  @Test
  void followsFleschAndKincaidInEnglish() {
    // 12 words in 2 sentences, every word of one syllable.
    Readability readability = score(EASY, "en");

    assertThat(readability.formula()).isEqualTo("flesch-reading-ease");
    assertThat(readability.ease()).isEqualTo(100);
    assertThat(readability.grade()).isZero();
    assertThat(FleschFormula.ENGLISH.score(20, 1.5).ease()).isCloseTo(59.635, within(1e-9));
    assertThat(FleschFormula.ENGLISH.score(20, 1.5).grade()).isCloseTo(9.91, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void staysOnItsScaleInEveryLanguage(LanguageSample sample) {
    Readability readability = score(sample.text(), sample.code());

    assertThat(readability.ease()).isBetween(0.0, 100.0);
    assertThat(readability.grade()).isBetween(0.0, 30.0);
    assertThat(readability.formula()).isNotEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({"en", "de", "sv", "und", "ja"})
  void findsLongWordsAndSentencesHarder(String language) {
    Readability easy = score(EASY, language);
    Readability hard = score(HARD, language);

    assertThat(hard.ease()).isLessThan(easy.ease());
    assertThat(hard.grade()).isGreaterThan(easy.grade());
  }

  @ParameterizedTest
  @CsvSource({
    "de,flesch-amstad", "es,szigriszt-pazos", "fr,kandel-moles", "it,flesch-vacca",
    "nl,flesch-douma", "pt,flesch-martins", "ru,flesch-oborneva", "sv,lix",
    "hi,estimated-lix", "ko,estimated-characters", "th,estimated-characters"
  })
  void namesTheFormulaOfTheLanguage(String language, String formula) {
    assertThat(score(EASY, language).formula()).isEqualTo(formula);
  }

  @Test
  void saysSoWhenThereIsNothingToRead() {
    assertThat(score("?! 🙂", "en")).isEqualTo(new Readability("none", 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "cat,en,1",
    "table,en,2",
    "make,en,1",
    "wanted,en,2",
    "walked,en,1",
    "university,en,5",
    "Straße,de,2",
    "poeta,es,3",
    "книга,ru,2",
    "table,fr,1",
    "hmm,en,1"
  })
  void countsSyllables(String word, String language, int syllables) {
    assertThat(SyllableCounter.count(word, language)).isEqualTo(syllables);
  }

  private static Readability score(String text, String language) {
    TextSample all = TextSample.of(text, 100_000);
    return new ReadabilityScorer().score(new TextSegmenter().segment(text, all), language);
  }
}
