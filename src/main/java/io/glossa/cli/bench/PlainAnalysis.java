package io.glossa.cli.bench;

import io.glossa.document.Document;
import io.glossa.quality.Quality;
import io.glossa.quality.QualityScorer;
import io.glossa.semantics.Domain;
import io.glossa.semantics.KeyPhrase;
import io.glossa.semantics.Language;
import io.glossa.semantics.Readability;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticInput;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.Topic;
import io.glossa.vector.Embedding;
import java.util.List;

/** The same meaning and a good score for every text, in no time. */
final class PlainAnalysis implements SemanticProvider, QualityScorer {

  private static final SemanticData DATA =
      new SemanticData(
          new Language("en", 1),
          new Domain("science-and-technology", 0.5, 0.1),
          List.of(new Topic("science-and-technology", 0.5)),
          List.of(),
          new Readability("lix", 60, 8));

  @Override
  public List<Topic> getTopics(SemanticInput input) {
    return DATA.topics();
  }

  @Override
  public List<KeyPhrase> getKeyPhrases(SemanticInput input) {
    return DATA.keyPhrases();
  }

  @Override
  public Readability getReadability(SemanticInput input) {
    return DATA.readability();
  }

  @Override
  public Domain getDomain(SemanticInput input) {
    return DATA.domain();
  }

  @Override
  public SemanticData getSemanticData(SemanticInput input) {
    return DATA;
  }

  @Override
  public Quality score(Document document, SemanticData semantics, Embedding embedding) {
    return new Quality(9, List.of());
  }
}
