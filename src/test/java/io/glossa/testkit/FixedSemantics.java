package io.glossa.testkit;

import io.glossa.semantics.Domain;
import io.glossa.semantics.KeyPhrase;
import io.glossa.semantics.Language;
import io.glossa.semantics.Readability;
import io.glossa.semantics.SemanticData;
import io.glossa.semantics.SemanticInput;
import io.glossa.semantics.SemanticProvider;
import io.glossa.semantics.Topic;
import java.util.List;

/** The same meaning for every text, in no time; a text that contains {@code #break} throws. */
public final class FixedSemantics implements SemanticProvider {

  @Override
  public List<Topic> getTopics(SemanticInput input) {
    return List.of(new Topic("weather", 0.5));
  }

  @Override
  public List<KeyPhrase> getKeyPhrases(SemanticInput input) {
    return List.of();
  }

  @Override
  public Readability getReadability(SemanticInput input) {
    return new Readability("lix", 60, 6);
  }

  @Override
  public Domain getDomain(SemanticInput input) {
    return new Domain("weather", 0.5, 0.1);
  }

  @Override
  public SemanticData getSemanticData(SemanticInput input) {
    if (input.document().text().contains("#break")) {
      throw new IllegalStateException("the analysis choked");
    }
    return new SemanticData(
        new Language("en", 0.9),
        getDomain(input),
        getTopics(input),
        getKeyPhrases(input),
        getReadability(input));
  }
}
