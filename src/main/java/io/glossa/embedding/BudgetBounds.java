package io.glossa.embedding;

/**
 * Between what a batch's padded tokens are tuned.
 *
 * @param least tokens at least
 * @param start where the tuning begins, in tokens
 * @param most tokens at most; the same as {@code least} for a budget that stays
 */
public record BudgetBounds(int least, int start, int most) {

  public BudgetBounds {
    if (least < 1 || start < least || most < start) {
      throw new IllegalArgumentException(
          ("batches of %d padded tokens, tuned from %d to %d;"
                  + " expected a number of at least 1 within what it is tuned from and to")
              .formatted(start, least, most));
    }
  }

  /** A budget that is not tuned. */
  public static BudgetBounds fixed(int tokens) {
    return new BudgetBounds(tokens, tokens, tokens);
  }
}
