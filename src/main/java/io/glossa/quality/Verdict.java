package io.glossa.quality;

/** What the gate says. */
public sealed interface Verdict {

  /** Good enough to publish. */
  record Accepted() implements Verdict {}

  /**
   * A person should look at it.
   *
   * @param score the score
   * @param threshold the threshold that it fell short of
   */
  record Doubtful(double score, double threshold) implements Verdict {}
}
