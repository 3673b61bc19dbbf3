package io.glossa.embedding.hub;

import java.util.Map;

/**
 * The user's token for the hub; empty when there is none. Never shown.
 *
 * @param value sent to the hub as a bearer token
 */
public record AccessToken(String value) {

  /** The variable that the hub's own tools read. */
  public static final String VARIABLE = "HF_TOKEN";

  public static final AccessToken NONE = new AccessToken("");

  public AccessToken {
    value = value.strip();
    if (value.chars().anyMatch(unit -> unit < 0x21 || unit > 0x7e)) {
      throw new IllegalArgumentException(
          VARIABLE + " holds a character that no token has; expected printable ASCII");
    }
  }

  /** What {@value #VARIABLE} says. */
  public static AccessToken of(Map<String, String> environment) {
    return new AccessToken(environment.getOrDefault(VARIABLE, ""));
  }

  boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? "[hidden]" : "none";
  }
}
