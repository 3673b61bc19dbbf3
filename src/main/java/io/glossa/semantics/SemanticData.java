package io.glossa.semantics;

import java.util.List;

/**
 * What a text says about itself.
 *
 * @param language its language
 * @param domain the domain that fits best
 * @param topics topics, best first, possibly none
 * @param keyPhrases key phrases, best first, possibly none
 * @param readability how easy it is to read
 */
public record SemanticData(
    Language language,
    Domain domain,
    List<Topic> topics,
    List<KeyPhrase> keyPhrases,
    Readability readability) {

  public SemanticData {
    topics = List.copyOf(topics);
    keyPhrases = List.copyOf(keyPhrases);
  }
}
