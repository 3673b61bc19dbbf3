package io.glossa.embedding.remote;

import java.util.Arrays;
import java.util.Optional;

/**
 * What is known of a model by its name. Components and tokens as OpenAI documents them; prices as
 * price lists of July 2026 give them for the standard tier (tokenprice.fyi, which names
 * developers.openai.com/api/docs/models).
 */
enum RemoteProvider {
  TEXT_EMBEDDING_3_SMALL("text-embedding-3-small", 1536, 0.02),
  TEXT_EMBEDDING_3_LARGE("text-embedding-3-large", 3072, 0.13),
  TEXT_EMBEDDING_ADA_002("text-embedding-ada-002", 1536, 0.10);

  private static final int MAX_TOKENS = 8191;

  private final String model;
  private final int dimension;
  private final double pricePerMillionTokens;

  RemoteProvider(String model, int dimension, double pricePerMillionTokens) {
    this.model = model;
    this.dimension = dimension;
    this.pricePerMillionTokens = pricePerMillionTokens;
  }

  /** The provider of this model; empty when it is not one of these. */
  static Optional<RemoteProvider> of(String model) {
    return Arrays.stream(values()).filter(provider -> provider.model.equals(model)).findFirst();
  }

  /** Components of an uncut vector. */
  int dimension() {
    return dimension;
  }

  /** Tokens of a text at most. */
  int maxTokens() {
    return MAX_TOKENS;
  }

  /** US dollars. */
  double pricePerMillionTokens() {
    return pricePerMillionTokens;
  }
}
