package io.glossa.semantics;

/**
 * The one domain that fits a text best.
 *
 * @param label its label; {@link #UNKNOWN} when none stands out
 * @param score cosine of the text to the label, from -1 to 1
 * @param margin distance to the runner-up, at least 0
 */
public record Domain(String label, double score, double margin) {

  public static final String UNKNOWN = "unknown";
}
