package io.glossa.embedding;

/**
 * The shapes that batches take. Native code prepares itself for every shape it has not met and
 * keeps what it prepared, so there are few of them: lengths and numbers of texts are rungs of two
 * ladders.
 *
 * <p>Lengths: multiples of 4 up to 64 tokens, of 8 up to 128, of 16 up to 256, and so on, eight
 * rungs for each doubling; 32 for a model of 256 tokens, 40 for one of 512, 72 for one of 8,192. A
 * batch is padded up to a rung, which adds about 4 %, and 11 % at worst beyond 64 tokens. Numbers
 * of texts: all up to 8, then four rungs for each doubling; 28 up to 256 texts. A batch is cut down
 * to a rung, never padded with empty texts: what is over waits for the next batch.
 */
public final class BatchShape {

  private static final int SHORTEST_STEP = 4;
  private static final int LENGTHS_PER_DOUBLING = 8;
  private static final int COUNTS_PER_DOUBLING = 4;

  private BatchShape() {}

  /**
   * The length in tokens that every text of a batch is padded to.
   *
   * @param longest tokens of the longest text, special tokens included, at least 1
   * @param maxTokens what the model takes at most; nothing is padded beyond it
   */
  public static int paddedTokens(int longest, int maxTokens) {
    int step = Math.max(SHORTEST_STEP, Integer.highestOneBit(longest - 1) / LENGTHS_PER_DOUBLING);
    long rung = ((long) longest + step - 1) / step * step;
    return (int) Math.min(rung, Math.max(maxTokens, longest));
  }

  /**
   * How many of the texts at hand make a batch.
   *
   * @param texts texts at hand, at least 1
   * @param maxTexts texts of a batch at most; a rung, whatever it is
   */
  static int texts(int texts, int maxTexts) {
    return texts >= maxTexts
        ? maxTexts
        : texts - texts % Math.max(1, Integer.highestOneBit(texts) / COUNTS_PER_DOUBLING);
  }
}
