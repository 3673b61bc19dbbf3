package io.glossa.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.glossa.document.Document;
import io.glossa.semantics.LanguageSample;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.SemanticProviderFactory;
import io.glossa.semantics.SemanticSettings;
import io.glossa.vector.Embedding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleQualityScorerTest {

  private static final SemanticProvider PROVIDER =
      new SemanticProviderFactory(SemanticSettings.defaults())
          .create("fake", texts -> texts.stream().map(text -> Embedding.of(1f, 0f)).toList());

  private final RuleQualityScorer scorer = new RuleQualityScorer();

  @ParameterizedTest
  @EnumSource
  void publishesCleanTextInEveryLanguage(LanguageSample sample) {
    assertThat(score(sample.text()).score()).isGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(names = {"GERMAN", "FRENCH", "RUSSIAN", "KOREAN", "CHINESE", "ARABIC", "HINDI"})
  void findsUtf8ReadAsWindows1252(LanguageSample sample) {
    byte[] bytes = sample.text().getBytes(StandardCharsets.UTF_8);
    assertBelowGate(new String(bytes, Charset.forName("windows-1252")), ReasonCode.MOJIBAKE);
  }

  @Test
  void findsUtf8ReadAsWindows1251() {
    byte[] bytes = LanguageSample.RUSSIAN.text().getBytes(StandardCharsets.UTF_8);
    assertBelowGate(new String(bytes, Charset.forName("windows-1251")), ReasonCode.MOJIBAKE);
  }

  @Test
  void findsLettersLostToQuestionMarks() {
    assertBelowGate(
        LanguageSample.SPANISH.text().replaceAll("[^\\x00-\\x7f]", "?").replace("n ", "?o "),
        ReasonCode.MOJIBAKE);
    assertBelowGate(
        LanguageSample.RUSSIAN.text().replaceAll("\\p{L}", "?"), ReasonCode.FEW_LETTERS);
  }

  @Test
  void findsCharactersThatCouldNotBeDecoded() {
    assertBelowGate(
        LanguageSample.FRENCH.text().replaceAll("[éèàêù]", "\ufffd"),
        ReasonCode.REPLACEMENT_CHARACTERS);
    assertBelowGate("broken \ud83d pair", ReasonCode.REPLACEMENT_CHARACTERS);
  }

  @Test
  void findsControlCharacters() {
    assertBelowGate(
        LanguageSample.ENGLISH.text().replace("a", "a\u0000"), ReasonCode.CONTROL_CHARACTERS);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "JAPANESE", "THAI", "ARABIC", "KOREAN"})
  void findsRepetition(LanguageSample sample) {
    assertBelowGate((sample.text() + "\n").repeat(8), ReasonCode.REPETITIVE);
  }

  @Test
  void findsFewWordsInManyPlaces() {
    Random random = new Random(3);
    String[] words = {"alpha", "beta", "gamma", "delta", "eps", "zeta", "eta", "theta"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    assertBelowGate(text.toString(), ReasonCode.REPETITIVE);
  }

  @Test
  void findsSymbolsAndFiguresOnly() {
    assertBelowGate("=-=-= *** +++ ### ~~~ ||| ".repeat(5), ReasonCode.FEW_LETTERS);
    assertBelowGate("12.5;17.25;1999\n".repeat(5), ReasonCode.FEW_LETTERS);
  }

  @Test
  void findsTextThatIsTooShort() {
    assertBelowGate("ok", ReasonCode.TOO_SHORT);
    assertBelowGate("가", ReasonCode.TOO_SHORT);
    assertThat(score("A short sentence of some words is fine.").score()).isGreaterThan(7);
  }

  @Test
  void findsTextWithoutWordBreaks() {
    byte[] noise = new byte[900];
    new Random(5).nextBytes(noise);
    assertBelowGate(
        Base64.getEncoder().withoutPadding().encodeToString(noise).replaceAll("[+/]", "x"),
        ReasonCode.TOO_LONG_TOKENS);
  }

  @Test
  void findsMarkup() {
    assertBelowGate(
        "<div class=\"menu\"><ul><li><a href=\"/a\">A</a></li><li><a href=\"/b\">B</a></li></ul>"
            + "<script>var a = {\"k\": [1, 2]};</script></div>",
        ReasonCode.MARKUP);
  }

  @Test
  void findsPagesOfNotices() {
    assertBelowGate(
        "This website uses cookies to improve your visit. Accept all | Manage preferences."
            + " Privacy Policy | Terms of Service | Contact us. All rights reserved.",
        ReasonCode.BOILERPLATE);
  }

  @Test
  void marksTruncationWithoutSendingItToReview() {
    String text = LanguageSample.ENGLISH.text();
    Quality quality = score(text.substring(0, text.length() - 9));

    assertThat(quality.reasons()).extracting(QualityReason::code).contains(ReasonCode.TRUNCATED);
    assertThat(quality.score()).isBetween(7.0, 9.5);
  }

  @Test
  void findsTextThatTheModelDoesNotKnow() {
    String text = LanguageSample.ENGLISH.text();
    SemanticData semantics = PROVIDER.getSemanticData(LanguageSample.input(text));
    Document document = Document.of("1", text);

    for (Embedding weak : new Embedding[] {Embedding.of(0f, 0f), Embedding.of(Float.NaN, 0f)}) {
      Quality quality = scorer.score(document, semantics, weak);
      assertThat(quality.score()).isLessThan(5);
      assertThat(quality.reasons().get(0).code()).isEqualTo(ReasonCode.EMBEDDING_WEAK);
    }
  }

  @Test
  void putsTheWorstReasonFirst() {
    Quality quality = score("<b>Pri\ufffdvacy \ufffd\ufffd</b> <i>=</i> <u>{}</u> \ufffd");

    assertThat(quality.reasons()).hasSizeGreaterThan(1);
    assertThat(quality.reasons().get(0).code()).isEqualTo(ReasonCode.REPLACEMENT_CHARACTERS);
  }

  private void assertBelowGate(String text, ReasonCode reason) {
    Quality quality = score(text);
    assertThat(quality.score()).as("%s", quality).isLessThan(5);
    assertThat(quality.reasons())
        .as("%s", quality)
        .extracting(QualityReason::code)
        .contains(reason);
  }

  private Quality score(String text) {
    SemanticData semantics = PROVIDER.getSemanticData(LanguageSample.input(text));
    return scorer.score(Document.of("1", text), semantics, Embedding.of(1f, 0f));
  }
}
