package io.glossa.lab.tokenizer;

import java.util.Arrays;
import java.util.List;

/** Finds the pieces that begin at a place, shortest first. Read-only once built. */
final class PieceTrie {

  /** No node, and no piece. */
  static final int NONE = -1;

  static final int ROOT = 0;

  private final LongCounter children = new LongCounter();
  private int[] pieceAt = new int[1 << 16];
  private int nodes = 1;

  PieceTrie(List<int[]> pieces) {
    Arrays.fill(pieceAt, NONE);
    for (int piece = 0; piece < pieces.size(); piece++) {
      int node = ROOT;
      for (int symbol : pieces.get(piece)) {
        int next = child(node, symbol);
        if (next == NONE) {
          next = newNode();
          children.set(key(node, symbol), next);
        }
        node = next;
      }
      pieceAt[node] = piece;
    }
  }

  /** The node one symbol further, or {@link #NONE}. */
  int child(int node, int symbol) {
    return (int) children.get(key(node, symbol));
  }

  /** The piece that ends here, or {@link #NONE}. */
  int piece(int node) {
    return pieceAt[node];
  }

  private int newNode() {
    if (nodes == pieceAt.length) {
      pieceAt = Arrays.copyOf(pieceAt, 2 * nodes);
      Arrays.fill(pieceAt, nodes, pieceAt.length, NONE);
    }
    return nodes++;
  }

  private static long key(int node, int symbol) {
    return (long) node << 32 | symbol;
  }
}
