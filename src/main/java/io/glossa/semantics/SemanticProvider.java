package io.glossa.semantics;

import java.util.List;

/** Meaning from text and embedding. Thread-safe; never fails for any text. */
public interface SemanticProvider {

  /** Topics, best first; possibly none. */
  List<Topic> getTopics(SemanticInput input);

  /** Key phrases, best first; possibly none. */
  List<KeyPhrase> getKeyPhrases(SemanticInput input);

  Readability getReadability(SemanticInput input);

  Domain getDomain(SemanticInput input);

  /** All of it, with the work that the parts share done once. */
  SemanticData getSemanticData(SemanticInput input);
}
