package io.glossa.semantics;

import java.util.List;

/**
 * A text in sentences and words.
 *
 * @param text the whole text that the offsets count in
 * @param sentences sentences of the analysed sample, in order; those without a word are left out
 */
record SegmentedText(String text, List<Sentence> sentences) {

  SegmentedText {
    sentences = List.copyOf(sentences);
  }

  int wordCount() {
    return sentences.stream().mapToInt(sentence -> sentence.words().size()).sum();
  }
}
