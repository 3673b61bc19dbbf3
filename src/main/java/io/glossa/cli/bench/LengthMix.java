package io.glossa.cli.bench;

import java.util.Random;

/**
 * Texts as they come: lengths are lognormal, in the order of arrival.
 *
 * @param texts how many
 * @param median length, in tokens or in words
 * @param sigma deviation of the logarithm of the length
 * @param longest longer ones are cut here
 */
record LengthMix(int texts, int median, double sigma, int longest) {

  private static final int SHORTEST = 4;

  /** The mix that the project's figures are about: median 84 tokens, at most 256. */
  static LengthMix standard(int texts) {
    return new LengthMix(texts, 84, 0.6, 256);
  }

  /** Token ids of all texts, special tokens included. */
  int[][] draw(SyntheticVocabulary vocabulary, long seed) {
    Random random = new Random(seed);
    int[] lengths = lengths(random);
    int[][] drawn = new int[texts][];
    for (int i = 0; i < texts; i++) {
      drawn[i] = vocabulary.ids(random, lengths[i]);
    }
    return drawn;
  }

  /** A length for each text. */
  int[] lengths(Random random) {
    int[] lengths = new int[texts];
    for (int i = 0; i < texts; i++) {
      double length = median * Math.exp(sigma * random.nextGaussian());
      lengths[i] = (int) Math.min(longest, Math.max(SHORTEST, Math.round(length)));
    }
    return lengths;
  }
}
