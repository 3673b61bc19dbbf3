package io.glossa.lab.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tokens by id: padding, the unknown token, 256 bytes, then the pieces, most probable first.
 *
 * <p>{@link #segment} finds what the native tokenizer finds for a word: the most probable
 * segmentation, with unknown characters as the bytes of their UTF-8.
 */
final class Vocabulary {

  static final int PADDING = 0;
  static final int UNKNOWN = 1;
  static final int FIRST_BYTE = 2;

  /** Ids before the first piece. */
  static final int RESERVED = FIRST_BYTE + 256;

  private static final double UNKNOWN_PENALTY = 10;

  private final List<String> pieces;
  private final double[] scores;
  private final PieceTrie trie;
  private final double unknownScore;

  private Vocabulary(List<String> pieces, double[] scores) {
    this.pieces = pieces;
    this.scores = scores;
    this.trie = new PieceTrie(pieces.stream().map(piece -> piece.codePoints().toArray()).toList());
    this.unknownScore = Arrays.stream(scores).min().orElse(0) - UNKNOWN_PENALTY;
  }

  static Vocabulary of(WordCorpus corpus, Pieces pieces) {
    int[] order =
        IntStream.range(0, pieces.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(piece -> -pieces.logProbability(piece))
                    .thenComparing(piece -> corpus.text(pieces.symbols(piece))))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Vocabulary(
        Arrays.stream(order).mapToObj(piece -> corpus.text(pieces.symbols(piece))).toList(),
        Arrays.stream(order).mapToDouble(piece -> pieces.logProbability(piece)).toArray());
  }

  /** Tokens, reserved ones included. */
  int size() {
    return RESERVED + pieces.size();
  }

  String token(int id) {
    if (id >= RESERVED) {
      return pieces.get(id - RESERVED);
    }
    if (id >= FIRST_BYTE) {
      return "<0x%02X>".formatted(id - FIRST_BYTE);
    }
    return id == PADDING ? "<pad>" : "<unk>";
  }

  /** The log probability; 0 for reserved ids, as SentencePiece has it. */
  double score(int id) {
    return id < RESERVED ? 0 : scores[id - RESERVED];
  }

  /** The tokens of a marked word. */
  int[] segment(String word) {
    int[] points = word.codePoints().toArray();
    double[] best = new double[points.length + 1];
    int[] begins = new int[points.length + 1];
    int[] found = new int[points.length + 1];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    best[0] = 0;
    for (int i = 0; i < points.length; i++) {
      int node = PieceTrie.ROOT;
      boolean known = false;
      for (int j = i; j < points.length; j++) {
        node = trie.child(node, points[j]);
        if (node == PieceTrie.NONE) {
          break;
        }
        int piece = trie.piece(node);
        if (piece != PieceTrie.NONE) {
          known |= j == i;
          improve(best, begins, found, i, j + 1, scores[piece], piece);
        }
      }
      if (!known) {
        improve(best, begins, found, i, i + 1, unknownScore, PieceTrie.NONE);
      }
    }
    return ids(points, begins, found);
  }

  private static void improve(
      double[] best, int[] begins, int[] found, int from, int to, double score, int piece) {
    if (best[from] + score > best[to]) {
      best[to] = best[from] + score;
      begins[to] = from;
      found[to] = piece;
    }
  }

  private static int[] ids(int[] points, int[] begins, int[] found) {
    int[] reversed = new int[4 * points.length];
    int count = 0;
    for (int end = points.length; end > 0; end = begins[end]) {
      if (found[end] != PieceTrie.NONE) {
        reversed[count++] = RESERVED + found[end];
        continue;
      }
      byte[] bytes = Character.toString(points[end - 1]).getBytes(StandardCharsets.UTF_8);
      for (int i = bytes.length - 1; i >= 0; i--) {
        reversed[count++] = FIRST_BYTE + (bytes[i] & 0xFF);
      }
    }
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = reversed[count - 1 - i];
    }
    return ids;
  }
}
