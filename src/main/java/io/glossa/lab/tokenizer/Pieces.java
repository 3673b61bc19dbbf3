package io.glossa.lab.tokenizer;

import java.util.List;

/** Candidates for tokens, as symbols of a {@link WordCorpus}, with their log probabilities. */
final class Pieces {

  private final List<int[]> symbols;
  private final double[] logProbabilities;

  /**
   * Pieces.
   *
   * @param symbols by piece; not to be changed any more
   * @param logProbabilities by piece
   */
  Pieces(List<int[]> symbols, double[] logProbabilities) {
    this.symbols = symbols;
    this.logProbabilities = logProbabilities.clone();
  }

  int size() {
    return symbols.size();
  }

  /** Symbols by piece; shared, not to be changed. */
  List<int[]> all() {
    return symbols;
  }

  int[] symbols(int piece) {
    return symbols.get(piece);
  }

  double logProbability(int piece) {
    return logProbabilities[piece];
  }

  boolean isSingle(int piece) {
    return symbols(piece).length == 1;
  }
}
