package io.glossa.embedding.remote;

import java.util.regex.Pattern;

/** A key that is sent and never shown. */
public final class ApiKey {

  static final String HIDDEN = "[hidden]";

  private static final int MAX_LENGTH = 4096;

  /** A piece of a key this long is as good as named; shorter ones occur in any sentence. */
  private static final int TELLING_LENGTH = 6;

  /** What services print of a key they refuse, such as {@code sk-proj-abc***xyz}. */
  private static final Pattern LOOKS_LIKE_KEY =
      Pattern.compile("\\bsk-[A-Za-z0-9_*.\\-]+|(?i:bearer)\\s+\\S+|\\S*\\*{3,}\\S*");

  private final String value;

  private ApiKey(String value) {
    this.value = value;
  }

  /** For services that ask for none. */
  public static ApiKey none() {
    return new ApiKey("");
  }

  /**
   * A key.
   *
   * @param value as the environment has it; white space around it does not count
   * @param source where it comes from, for the message
   * @throws IllegalArgumentException when it cannot be sent in a header; the message does not
   *     repeat it
   */
  public static ApiKey of(String value, String source) {
    String key = value.strip();
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F) || key.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s holds no key; expected up to %d printable ASCII characters without spaces"
              .formatted(source, MAX_LENGTH));
    }
    return new ApiKey(key);
  }

  boolean isPresent() {
    return !value.isEmpty();
  }

  /** The value of the header {@code Authorization}. */
  String authorization() {
    return "Bearer " + value;
  }

  /** A text without the key, pieces of it, and what looks like one. */
  String redact(String text) {
    String redacted = LOOKS_LIKE_KEY.matcher(text).replaceAll(HIDDEN);
    return value.length() < TELLING_LENGTH
        ? redacted
        : Redaction.hideCommon(redacted, value, TELLING_LENGTH, HIDDEN);
  }

  /** Not the key. */
  @Override
  public String toString() {
    return isPresent() ? "ApiKey[]" : "ApiKey[none]";
  }
}
