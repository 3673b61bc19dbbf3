package io.glossa.lab.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The frequent substrings of the words of a corpus, with which training begins.
 *
 * <p>A substring can only be frequent when it is so without its first and without its last
 * character: each pass counts the pairs of frequent substrings of one length that overlap in all
 * but one character. Memory grows with the frequent ones, not with all substrings.
 */
final class SeedPieces {

  private static final int NONE = -1;
  private static final long MIN_COUNT = 6;

  private record Seed(int position, int length, long count) {

    double score() {
      return (double) count * length;
    }
  }

  private SeedPieces() {}

  /** All characters and the best longer substrings, with probabilities by count and length. */
  static Pieces find(WordCorpus corpus, int limit, int maxLength) {
    int[] symbols = corpus.symbols();
    long[] weights = weights(corpus);
    int[] ids = symbols.clone();
    List<Seed> seeds = new ArrayList<>();
    for (int length = 2; length <= maxLength; length++) {
      LongCounter pairs = new LongCounter();
      for (int i = 0; i + 1 < ids.length; i++) {
        if (ids[i] != NONE && ids[i + 1] != NONE) {
          pairs.add(key(ids[i], ids[i + 1]), weights[i]);
        }
      }
      LongCounter numbers = new LongCounter();
      int[] longer = new int[ids.length];
      Arrays.fill(longer, NONE);
      int found = 0;
      for (int i = 0; i + 1 < ids.length; i++) {
        if (ids[i] == NONE || ids[i + 1] == NONE) {
          continue;
        }
        long key = key(ids[i], ids[i + 1]);
        long count = pairs.get(key);
        if (count < MIN_COUNT) {
          continue;
        }
        long number = numbers.get(key);
        if (number == LongCounter.NONE) {
          number = found++;
          numbers.set(key, number);
          seeds.add(new Seed(i, length, count));
        }
        longer[i] = (int) number;
      }
      ids = longer;
      if (found == 0) {
        break;
      }
    }
    return withCharacters(corpus, seeds, weights, limit);
  }

  private static Pieces withCharacters(
      WordCorpus corpus, List<Seed> seeds, long[] weights, int limit) {
    seeds.sort(
        Comparator.comparingDouble(Seed::score)
            .reversed()
            .thenComparingInt(Seed::length)
            .thenComparingInt(Seed::position));
    int[] symbols = corpus.symbols();
    double[] characterCounts = new double[corpus.alphabet().length];
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] != WordCorpus.END) {
        characterCounts[symbols[i]] += weights[i];
      }
    }
    List<int[]> pieces = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int symbol = 0; symbol < characterCounts.length; symbol++) {
      pieces.add(new int[] {symbol});
      scores.add(characterCounts[symbol]);
    }
    for (Seed seed : seeds.subList(0, Math.min(limit, seeds.size()))) {
      pieces.add(Arrays.copyOfRange(symbols, seed.position(), seed.position() + seed.length()));
      scores.add(seed.score());
    }
    double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
    return new Pieces(
        pieces, scores.stream().mapToDouble(score -> Math.log(score / sum)).toArray());
  }

  /** The count of the word by place. */
  private static long[] weights(WordCorpus corpus) {
    int[] symbols = corpus.symbols();
    long[] weights = new long[symbols.length];
    int word = 0;
    for (int i = 0; i < symbols.length; i++) {
      weights[i] = corpus.count(word);
      if (symbols[i] == WordCorpus.END) {
        word++;
      }
    }
    return weights;
  }

  private static long key(int first, int second) {
    return (long) first << 32 | second;
  }
}
