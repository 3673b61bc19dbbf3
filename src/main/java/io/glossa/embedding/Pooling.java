package io.glossa.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the vectors of tokens become the vector of a text. */
public enum Pooling {
  /** The mean over all tokens, special ones included. */
  @JsonProperty("mean")
  MEAN,
  /** The vector of the first token. */
  @JsonProperty("cls")
  CLS
}
