package io.glossa.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How the vectors of tokens become the vector of a text. The order is that in which
 * sentence-transformers joins several.
 */
public enum Pooling {
  /** The vector of the first token. */
  @JsonProperty("cls")
  CLS("cls_token"),
  /** The maximum of each component over all tokens. */
  @JsonProperty("max")
  MAX("max_tokens"),
  /** The mean over all tokens, special ones included. */
  @JsonProperty("mean")
  MEAN("mean_tokens"),
  /** The sum over all tokens, divided by the square root of their number. */
  @JsonProperty("mean-sqrt-length")
  MEAN_SQRT_LENGTH("mean_sqrt_len_tokens"),
  /** The mean in which token number n, counted from 1, weighs n. */
  @JsonProperty("weighted-mean")
  WEIGHTED_MEAN("weightedmean_tokens"),
  /** The vector of the last token. */
  @JsonProperty("last-token")
  LAST_TOKEN("lasttoken");

  private static final String FLAG = "pooling_mode_";

  private final String mode;

  Pooling(String mode) {
    this.mode = mode;
  }

  /** The flag in {@code 1_Pooling/config.json} that switches it on. */
  public String flag() {
    return FLAG + mode;
  }

  /** The name in manifests and settings, such as {@code weighted-mean}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The pooling with an {@linkplain #id() id}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Pooling named(String id) {
    for (Pooling pooling : values()) {
      if (pooling.id().equals(id)) {
        return pooling;
      }
    }
    throw new IllegalArgumentException(
        "pooling '%s'; expected one of %s"
            .formatted(id, Arrays.stream(values()).map(Pooling::id).toList()));
  }

  static boolean isFlag(String field) {
    return field.startsWith(FLAG);
  }

  /** The pooling with this flag, as a list of one; empty when there is none. */
  static List<Pooling> withFlag(String flag) {
    return Arrays.stream(values()).filter(pooling -> pooling.flag().equals(flag)).toList();
  }
}
