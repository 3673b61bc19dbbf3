package io.glossa.semantics;

import java.util.List;

/**
 * A sentence, a heading or a list item.
 *
 * @param words its words in order, without punctuation
 */
record Sentence(List<Token> words) {

  Sentence {
    words = List.copyOf(words);
  }
}
