package io.glossa.lab.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Expectation maximisation of a unigram model, with pruning. Source: Kudo, "Subword Regularization:
 * Improving Neural Network Translation Models with Multiple Subword Candidates" (2018), with the
 * digamma step of SentencePiece.
 */
final class UnigramTrainer {

  private static final double SHRINK = 0.7;
  private static final int ROUNDS_BETWEEN_PRUNING = 2;
  private static final double MIN_EXPECTED_COUNT = 0.5;

  private final WordCorpus corpus;
  private final Consumer<String> progress;
  private double logScale = 5;

  UnigramTrainer(WordCorpus corpus, Consumer<String> progress) {
    this.corpus = corpus;
    this.progress = progress;
  }

  /** Prunes the seeds to a number of pieces; single characters always stay. */
  Pieces train(Pieces seeds, int target) {
    Pieces pieces = seeds;
    while (true) {
      double[] expected = {};
      for (int round = 0; round < ROUNDS_BETWEEN_PRUNING; round++) {
        expected = expectation(pieces);
        pieces = maximisation(pieces, expected, round == 0 && pieces.size() > target);
      }
      if (pieces.size() <= target) {
        return pieces;
      }
      int keep = Math.max(target, (int) (pieces.size() * SHRINK));
      pieces = prune(pieces, expected, keep);
    }
  }

  /** Expected count of each piece over all segmentations of all words. */
  private double[] expectation(Pieces pieces) {
    PieceTrie trie = new PieceTrie(pieces.all());
    double[] scaled = new double[pieces.size()];
    for (int piece = 0; piece < scaled.length; piece++) {
      // Scaled by length, which is the same along all ways through a word and so cancels.
      scaled[piece] =
          Math.exp(pieces.logProbability(piece) + logScale * pieces.symbols(piece).length);
    }
    double[] expected = new double[pieces.size()];
    Lattice lattice = new Lattice(trie, scaled, expected);
    int[] symbols = corpus.symbols();
    double logLikelihood = 0;
    double characters = 0;
    int start = 0;
    for (int word = 0; word < corpus.words(); word++) {
      int end = start;
      while (symbols[end] != WordCorpus.END) {
        end++;
      }
      double total = lattice.add(symbols, start, end, corpus.count(word));
      logLikelihood += corpus.count(word) * (Math.log(total) - logScale * (end - start));
      characters += (double) corpus.count(word) * (end - start);
      start = end + 1;
    }
    double perCharacter = logLikelihood / characters;
    progress.accept(
        "%,d pieces, log likelihood %.4f a character".formatted(pieces.size(), perCharacter));
    logScale = -perCharacter;
    return expected;
  }

  private static Pieces maximisation(Pieces pieces, double[] expected, boolean dropUnused) {
    List<int[]> kept = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    for (int piece = 0; piece < expected.length; piece++) {
      boolean used = expected[piece] >= MIN_EXPECTED_COUNT;
      if (used || !dropUnused || pieces.isSingle(piece)) {
        kept.add(pieces.symbols(piece));
        counts.add(Math.max(expected[piece], MIN_EXPECTED_COUNT));
      }
    }
    double logSum = digamma(counts.stream().mapToDouble(Double::doubleValue).sum());
    return new Pieces(kept, counts.stream().mapToDouble(c -> digamma(c) - logSum).toArray());
  }

  /** Keeps the pieces without which the likelihood would fall most. */
  private static Pieces prune(Pieces pieces, double[] expected, int keep) {
    PieceTrie trie = new PieceTrie(pieces.all());
    double[] loss = new double[pieces.size()];
    for (int piece = 0; piece < loss.length; piece++) {
      double own = pieces.logProbability(piece);
      loss[piece] =
          pieces.isSingle(piece)
              ? Double.POSITIVE_INFINITY
              : expected[piece] * (own - withoutItself(trie, pieces, piece));
    }
    List<int[]> kept = new ArrayList<>();
    List<Double> logs = new ArrayList<>();
    IntStream.range(0, loss.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(piece -> loss[piece]).reversed())
        .limit(keep)
        .sorted()
        .forEach(
            piece -> {
              kept.add(pieces.symbols(piece));
              logs.add(pieces.logProbability(piece));
            });
    return new Pieces(kept, logs.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Log probability of the best segmentation of a piece into others. */
  private static double withoutItself(PieceTrie trie, Pieces pieces, int excluded) {
    int[] symbols = pieces.symbols(excluded);
    double[] best = new double[symbols.length + 1];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    best[0] = 0;
    for (int i = 0; i < symbols.length; i++) {
      int node = PieceTrie.ROOT;
      for (int j = i; j < symbols.length; j++) {
        node = trie.child(node, symbols[j]);
        if (node == PieceTrie.NONE) {
          break;
        }
        int piece = trie.piece(node);
        if (piece != PieceTrie.NONE && piece != excluded) {
          best[j + 1] = Math.max(best[j + 1], best[i] + pieces.logProbability(piece));
        }
      }
    }
    return best[symbols.length];
  }

  /** The derivative of log gamma, by its asymptotic series. */
  static double digamma(double value) {
    double x = value;
    double result = 0;
    for (; x < 7; x++) {
      result -= 1 / x;
    }
    x -= 0.5;
    double xx = 1 / (x * x);
    return result
        + Math.log(x)
        + xx / 24
        - 7 * xx * xx / 960
        + 31 * xx * xx * xx / 8064
        - 127 * xx * xx * xx * xx / 30720;
  }
}
