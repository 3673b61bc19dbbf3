package io.glossa.cli.bench;

/**
 * How much is measured.
 *
 * @param shape of the encoder
 * @param tokens of a text in the batches of 1, 8 and 32, and for the latency
 * @param mix texts of different lengths
 * @param rounds rounds over the batches; figures are medians over them
 * @param mixRounds rounds over the mix of lengths
 * @param leastMillis how long a contestant runs in a round at least
 * @param latencyTexts texts of the latency figures
 * @param children starts of a fresh JVM for the cold start, at least 1
 */
public record EncoderBenchPlan(
    EncoderShape shape,
    int tokens,
    LengthMix mix,
    int rounds,
    int mixRounds,
    int leastMillis,
    int latencyTexts,
    int children) {

  /** Longest text that is compared before anything is measured. */
  private static final int COMPARED_TOKENS = 64;

  public EncoderBenchPlan {
    int longest = Math.max(COMPARED_TOKENS, Math.max(tokens, mix.longest()));
    boolean positive = rounds > 0 && mixRounds > 0 && latencyTexts > 0 && children > 0;
    if (!positive || tokens < 3 || leastMillis < 0 || longest > shape.positions()) {
      throw new IllegalArgumentException(
          ("%d and %d rounds of %d ms at least, %d texts for the latency, %d starts, texts of %d and"
                  + " up to %d tokens; expected at least 1 of each and texts of 3 to %d tokens")
              .formatted(
                  rounds,
                  mixRounds,
                  leastMillis,
                  latencyTexts,
                  children,
                  tokens,
                  longest,
                  shape.positions()));
    }
  }

  /** The shape of MiniLM-L12; about a minute a round on two cores without AMX. */
  public static EncoderBenchPlan standard(int rounds) {
    return new EncoderBenchPlan(
        EncoderShape.miniLmL12(),
        128,
        LengthMix.standard(192),
        rounds,
        (rounds + 1) / 2,
        250,
        200,
        3);
  }
}
