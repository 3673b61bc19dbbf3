package io.glossa.topology;

/**
 * What a count is about.
 *
 * @param route label of the route
 * @param language BCP 47; {@code und} where no language was determined
 * @param domain domain label; {@code unknown} where none was determined
 */
public record TallyKey(String route, String language, String domain) {

  /** {@code route|language|domain}, as the statistics store has it. */
  @Override
  public String toString() {
    return route + "|" + language + "|" + domain;
  }

  /** Reads what {@link #toString()} wrote. */
  public static TallyKey parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "tally key '" + text + "'; expected route|language|domain");
    }
    return new TallyKey(parts[0], parts[1], parts[2]);
  }
}
