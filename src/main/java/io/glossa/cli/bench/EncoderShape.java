package io.glossa.cli.bench;

/**
 * The size of a BERT encoder.
 *
 * @param layers encoder layers
 * @param hidden width of a token vector
 * @param heads attention heads; divides {@code hidden}
 * @param intermediate width of the feed-forward layer
 * @param vocabulary tokens, at least {@value SyntheticVocabulary#SMALLEST}
 * @param positions longest text in tokens
 */
public record EncoderShape(
    int layers, int hidden, int heads, int intermediate, int vocabulary, int positions) {

  public EncoderShape {
    boolean positive = layers > 0 && hidden > 0 && heads > 0 && intermediate > 0 && positions > 0;
    if (!positive || hidden % heads != 0 || vocabulary < SyntheticVocabulary.SMALLEST) {
      throw new IllegalArgumentException(
          ("%d layers, %d heads, width %d, feed-forward width %d, %d tokens, %d positions; expected"
                  + " positive numbers, a width that is a multiple of the heads, %d tokens or more")
              .formatted(
                  layers,
                  heads,
                  hidden,
                  intermediate,
                  vocabulary,
                  positions,
                  SyntheticVocabulary.SMALLEST));
    }
  }

  /** all-MiniLM-L12-v2. */
  public static EncoderShape miniLmL12() {
    return new EncoderShape(12, 384, 12, 1536, 30_522, 512);
  }

  /**
   * Floating-point operations for one text, a multiplication and an addition counted as two: in
   * every layer and for every token four products with [hidden, hidden] and two with [hidden,
   * intermediate], and two products with all tokens of the text for attention. Lookups, norms,
   * softmax and GELU are not counted.
   */
  public double flops(int tokens) {
    double products = 2.0 * (4.0 * hidden * hidden + 2.0 * hidden * intermediate);
    double attention = 4.0 * tokens * hidden;
    return layers * (double) tokens * (products + attention);
  }
}
