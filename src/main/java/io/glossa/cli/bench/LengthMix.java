package io.glossa.cli.bench;

import java.util.Random;

/**
 * Texts as they come: lengths are lognormal, in the order of arrival.
 *
 * @param texts how many
 * @param medianTokens median length in tokens
 * @param sigma deviation of the logarithm of the length
 * @param maxTokens longer ones are cut here
 */
record LengthMix(int texts, int medianTokens, double sigma, int maxTokens) {

  private static final int SHORTEST = 4;

  /** The mix that the project's figures are about: median 84 tokens, at most 256. */
  static LengthMix standard(int texts) {
    return new LengthMix(texts, 84, 0.6, 256);
  }

  /** Token ids of all texts, special tokens included. */
  int[][] draw(SyntheticVocabulary vocabulary, long seed) {
    Random random = new Random(seed);
    int[][] drawn = new int[texts][];
    for (int i = 0; i < texts; i++) {
      long length = Math.round(medianTokens * Math.exp(sigma * random.nextGaussian()));
      drawn[i] = vocabulary.ids(random, (int) Math.min(maxTokens, Math.max(SHORTEST, length)));
    }
    return drawn;
  }
}
