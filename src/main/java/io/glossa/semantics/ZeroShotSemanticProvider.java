package io.glossa.semantics;

import java.util.List;

/**
 * Meaning without any training of its own: rules and dictionaries for the text, label descriptions
 * for the vector. Serves every model, because its only tie to one is the labels' vectors.
 */
final class ZeroShotSemanticProvider implements SemanticProvider {

  private final TextAnalysis analysis;
  private final LabelClassifier labels;

  ZeroShotSemanticProvider(TextAnalysis analysis, LabelClassifier labels) {
    this.analysis = analysis;
    this.labels = labels;
  }

  @Override
  public List<Topic> getTopics(SemanticInput input) {
    return labels.topics(labels.rank(input.embedding()));
  }

  @Override
  public List<KeyPhrase> getKeyPhrases(SemanticInput input) {
    return analysis.keyPhrases(analysis.segments(input), analysis.language(input));
  }

  @Override
  public Readability getReadability(SemanticInput input) {
    return analysis.readability(analysis.segments(input), analysis.language(input));
  }

  @Override
  public Domain getDomain(SemanticInput input) {
    return labels.domain(labels.rank(input.embedding()));
  }

  @Override
  public SemanticData getSemanticData(SemanticInput input) {
    Language language = analysis.language(input);
    SegmentedText segments = analysis.segments(input);
    List<Topic> ranking = labels.rank(input.embedding());
    return new SemanticData(
        language,
        labels.domain(ranking),
        labels.topics(ranking),
        analysis.keyPhrases(segments, language),
        analysis.readability(segments, language));
  }
}
