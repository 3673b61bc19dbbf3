package io.glossa.lab.tokenizer;

import java.util.Arrays;

/** The forward-backward pass over all segmentations of a word. Not thread-safe. */
final class Lattice {

  private final PieceTrie trie;
  private final double[] probabilities;
  private final double[] expected;

  private double[] forward = new double[64];
  private double[] backward = new double[64];
  private int[] from = new int[1024];
  private int[] to = new int[1024];
  private int[] piece = new int[1024];
  private int edges;

  /**
   * A pass.
   *
   * @param trie of the pieces
   * @param probabilities by piece
   * @param expected counts by piece, to which {@link #add} adds
   */
  Lattice(PieceTrie trie, double[] probabilities, double[] expected) {
    this.trie = trie;
    this.probabilities = probabilities;
    this.expected = expected;
  }

  /**
   * Adds the expected counts of a word.
   *
   * @return its probability
   */
  double add(int[] symbols, int start, int end, long count) {
    int length = end - start;
    reset(length + 1);
    forward[0] = 1;
    for (int i = 0; i < length; i++) {
      int node = PieceTrie.ROOT;
      for (int j = i; j < length; j++) {
        node = trie.child(node, symbols[start + j]);
        if (node == PieceTrie.NONE) {
          break;
        }
        int found = trie.piece(node);
        if (found != PieceTrie.NONE) {
          edge(i, j + 1, found);
          forward[j + 1] += forward[i] * probabilities[found];
        }
      }
    }
    double total = forward[length];
    if (!(total > 0) || Double.isInfinite(total)) {
      throw new IllegalStateException(
          "a word of %d characters has probability %s; expected a positive number"
              .formatted(length, total));
    }
    backward[length] = 1;
    for (int e = edges - 1; e >= 0; e--) {
      double rest = probabilities[piece[e]] * backward[to[e]];
      backward[from[e]] += rest;
      expected[piece[e]] += count * forward[from[e]] * rest / total;
    }
    return total;
  }

  private void reset(int places) {
    if (forward.length < places) {
      forward = new double[2 * places];
      backward = new double[2 * places];
    }
    Arrays.fill(forward, 0, places, 0);
    Arrays.fill(backward, 0, places, 0);
    edges = 0;
  }

  private void edge(int begin, int end, int found) {
    if (edges == from.length) {
      from = Arrays.copyOf(from, 2 * edges);
      to = Arrays.copyOf(to, 2 * edges);
      piece = Arrays.copyOf(piece, 2 * edges);
    }
    from[edges] = begin;
    to[edges] = end;
    piece[edges++] = found;
  }
}
