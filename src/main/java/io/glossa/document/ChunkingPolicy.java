package io.glossa.document;

/**
 * How a long text is cut.
 *
 * @param maxTokens tokens of a chunk at most, at least 1
 * @param overlapTokens tokens that a chunk repeats from the one before it, less than {@code
 *     maxTokens}
 */
public record ChunkingPolicy(int maxTokens, int overlapTokens) {

  public ChunkingPolicy {
    if (maxTokens < 1 || overlapTokens < 0 || overlapTokens >= maxTokens) {
      throw new IllegalArgumentException(
          "chunks of %d tokens with %d overlapping; expected 0 <= overlap < tokens, tokens >= 1"
              .formatted(maxTokens, overlapTokens));
    }
  }
}
