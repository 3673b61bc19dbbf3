package io.glossa.embedding;

import java.util.Arrays;

/** A text as token ids, special tokens included, ready for the model. Immutable, value equality. */
public final class EncodedText {

  private final int[] ids;

  private EncodedText(int[] ids) {
    this.ids = ids;
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
    return new EncodedText(ids.clone());
  }

  /** Number of tokens, special tokens included. */
  public int length() {
    return ids.length;
  }

  public int id(int index) {
    return ids[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedText that && Arrays.equals(ids, that.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "EncodedText[" + ids.length + " tokens]";
  }
}
