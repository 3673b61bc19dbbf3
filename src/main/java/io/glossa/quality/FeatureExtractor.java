package io.glossa.quality;

import io.glossa.document.TextRepair;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.TextSample;
import io.glossa.vector.Embedding;

/** Measures a result. Thread-safe; bounded in time, because long texts are sampled. */
final class FeatureExtractor {

  private static final int SAMPLED_CHARS = 30_000;

  private final StockPhrases stockPhrases = StockPhrases.fromResource();

  /**
   * All features of one result.
   *
   * @param text the text as received
   * @param semantics what the analysis found
   * @param embedding its vector
   */
  QualityFeatures extract(String text, SemanticData semantics, Embedding embedding) {
    String sample = TextSample.of(text, SAMPLED_CHARS).joined();
    TextRepair repair = TextRepair.of(sample);
    CharacterProfile characters = CharacterProfile.of(sample);
    double visible = Math.max(1, characters.visible());
    double words = characters.wordEstimate();
    return new QualityFeatures(
        (characters.replacements() + repair.unpairedSurrogates()) / visible,
        repair.controlCharacters() / visible,
        characters.plainLetters() / visible,
        MarkupMeasure.share(sample, characters.visible()),
        characters.inLongRuns() / visible,
        MojibakeMeasure.share(sample, characters.visible()),
        RepetitionMeasure.share(sample),
        words,
        100.0 * stockPhrases.count(sample) / Math.max(20, words),
        TruncationMeasure.isTruncated(text) ? 1 : 0,
        semantics.language().confidence(),
        embedding.isFinite() ? embedding.norm() : 0);
  }
}
