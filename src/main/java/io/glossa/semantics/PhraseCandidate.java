package io.glossa.semantics;

import java.util.Collections;
import java.util.List;

/**
 * A run of content words that may become a key phrase.
 *
 * @param words its words in lower case, at least one
 * @param text the phrase as the text has it where it stands first
 * @param start offset of the first occurrence, UTF-16 units
 * @param end end of the first occurrence, exclusive, UTF-16 units
 */
record PhraseCandidate(List<String> words, String text, int start, int end) {

  PhraseCandidate {
    words = List.copyOf(words);
  }

  /** Whether one of two phrases holds the other. */
  boolean overlaps(PhraseCandidate other) {
    return holds(other) || other.holds(this);
  }

  private boolean holds(PhraseCandidate other) {
    return Collections.indexOfSubList(words, other.words) >= 0 || text.contains(other.text);
  }
}
