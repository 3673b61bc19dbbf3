package io.glossa.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into overlapping chunks along token boundaries. Thread-safe.
 *
 * <p>A text that fits is one chunk over all of it, so that nothing between tokens is lost.
 */
public final class Chunker {

  private final ChunkingPolicy policy;

  public Chunker(ChunkingPolicy policy) {
    this.policy = policy;
  }

  /**
   * The chunks of a text, in order.
   *
   * @param text the text of the document
   * @param tokens its tokens in order of appearance, without special tokens
   * @return at least one chunk; together they cover every token
   */
  public List<Chunk> chunks(String text, List<TokenSpan> tokens) {
    int count = tokens.size();
    if (count <= policy.maxTokens()) {
      return List.of(new Chunk(0, 0, text.length(), text, count));
    }
    List<Chunk> chunks = new ArrayList<>();
    int step = policy.maxTokens() - policy.overlapTokens();
    for (int first = 0; ; first += step) {
      int past = Math.min(first + policy.maxTokens(), count);
      int start = first == 0 ? 0 : beforeSurrogate(text, tokens.get(first).start());
      int end = past == count ? text.length() : beforeSurrogate(text, tokens.get(past).start());
      end = Math.max(end, start);
      chunks.add(new Chunk(chunks.size(), start, end, text.substring(start, end), past - first));
      if (past == count) {
        return List.copyOf(chunks);
      }
    }
  }

  /** A byte-level token may begin inside a character; a cut never does. */
  private static int beforeSurrogate(String text, int index) {
    boolean splitsPair =
        index > 0
            && index < text.length()
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return splitsPair ? index - 1 : index;
  }
}
