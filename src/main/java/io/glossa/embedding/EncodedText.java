package io.glossa.embedding;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text as token ids, special tokens included, ready for the model; or, for a service that reads
 * text, as the text itself and the number of its tokens. Immutable, value equality.
 */
public final class EncodedText {

  private static final int[] NO_IDS = {};

  private final int[] ids;
  private final int length;
  private final @Nullable String text;

  private EncodedText(int[] ids, int length, @Nullable String text) {
    this.ids = ids;
    this.length = length;
    this.text = text;
  }

  /**
   * A text of these tokens.
   *
   * @param ids token ids, at least one
   */
  public static EncodedText of(int... ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException("a text of no tokens; expected at least one token id");
    }
    return new EncodedText(ids.clone(), ids.length, null);
  }

  /**
   * A text for a service, which will cut it into tokens itself.
   *
   * @param text what is sent, not empty
   * @param tokens its tokens as counted here, at least one
   */
  public static EncodedText ofText(String text, int tokens) {
    if (text.isEmpty() || tokens < 1) {
      throw new IllegalArgumentException(
          "a text of %d characters and %d tokens; expected at least one of each"
              .formatted(text.length(), tokens));
    }
    return new EncodedText(NO_IDS, tokens, text);
  }

  /** Number of tokens, special tokens included. */
  public int length() {
    return length;
  }

  /** A token id; there are none where there is a {@link #text()}. */
  public int id(int index) {
    return ids[index];
  }

  /** What a service is sent; empty for a text of token ids. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedText that
        && length == that.length
        && Arrays.equals(ids, that.ids)
        && Objects.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return text == null ? Arrays.hashCode(ids) : text.hashCode();
  }

  @Override
  public String toString() {
    return "EncodedText[" + length + " tokens]";
  }
}
