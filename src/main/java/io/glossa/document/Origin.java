package io.glossa.document;

/**
 * The input record that something came from.
 *
 * @param topic input topic
 * @param partition input partition
 * @param offset input offset
 */
public record Origin(String topic, int partition, long offset) {

  /** {@code topic-partition@offset}, as the header {@code glossa.origin} carries it. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  /** Reads what {@link #toString()} wrote. */
  public static Origin parse(String text) {
    int at = text.lastIndexOf('@');
    int dash = text.lastIndexOf('-', at);
    if (dash < 1 || at < dash) {
      throw new IllegalArgumentException("origin '" + text + "'; expected topic-partition@offset");
    }
    try {
      return new Origin(
          text.substring(0, dash),
          Integer.parseInt(text.substring(dash + 1, at)),
          Long.parseLong(text.substring(at + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "origin '" + text + "'; expected topic-partition@offset", e);
    }
  }
}
