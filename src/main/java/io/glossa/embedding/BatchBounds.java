package io.glossa.embedding;

/**
 * What the next batch may be.
 *
 * @param maxTexts texts at most
 * @param budget padded tokens at most
 * @param modelTokens what the model takes of a text at most
 */
record BatchBounds(int maxTexts, int budget, int modelTokens) {

  /** Whether so many texts of this length at most may run together. One text always may. */
  boolean admits(int texts, int longest) {
    return texts <= maxTexts && (texts == 1 || padded(texts, longest) <= budget);
  }

  /** Texts times the length that they are padded to. */
  long padded(int texts, int longest) {
    return (long) texts * BatchShape.paddedTokens(longest, modelTokens);
  }
}
