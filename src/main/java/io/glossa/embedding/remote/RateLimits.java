package io.glossa.embedding.remote;

/**
 * What may be asked of a service.
 *
 * @param requestsPerMinute requests, repeated ones included; 0 for no limit
 * @param tokensPerMinute input tokens; 0 for no limit
 */
public record RateLimits(int requestsPerMinute, int tokensPerMinute) {

  public static final RateLimits NONE = new RateLimits(0, 0);

  public RateLimits {
    if (requestsPerMinute < 0 || tokensPerMinute < 0) {
      throw new IllegalArgumentException(
          "%d requests and %d tokens a minute; expected 0 or more of both"
              .formatted(requestsPerMinute, tokensPerMinute));
    }
  }
}
