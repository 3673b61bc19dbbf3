package io.glossa.semantics;

import io.glossa.document.Document;
import java.util.List;

/** What a text says without any model of meaning; shared by the providers of all models. */
final class TextAnalysis {

  private final int maxChars;
  private final LanguageDetector languages;
  private final TextSegmenter segmenter = new TextSegmenter();
  private final KeyPhraseExtractor keyPhrases;
  private final ReadabilityScorer readability = new ReadabilityScorer();

  TextAnalysis(SemanticSettings settings) {
    this.maxChars = settings.maxAnalysedChars();
    this.languages = new LanguageDetector(settings.languages());
    this.keyPhrases = new KeyPhraseExtractor(StopWords.fromResource(), settings.maxKeyPhrases());
  }

  Language language(SemanticInput input) {
    Document document = input.document();
    return languages.detect(document.text(), document.language());
  }

  SegmentedText segments(SemanticInput input) {
    String text = input.document().text();
    return segmenter.segment(text, TextSample.of(text, maxChars));
  }

  List<KeyPhrase> keyPhrases(SegmentedText segments, Language language) {
    return keyPhrases.extract(segments, language.code());
  }

  Readability readability(SegmentedText segments, Language language) {
    return readability.score(segments, language.code());
  }
}
