package io.glossa.semantics;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a text that are looked at: all of a short text; start, middle and end of a long one.
 * It bounds the time that any text can take.
 *
 * @param parts in order of appearance, without overlap
 */
public record TextSample(List<Part> parts) {

  /**
   * A stretch of the text.
   *
   * @param offset where it begins in the whole text, UTF-16 units
   * @param text the stretch; never begins or ends inside a surrogate pair
   */
  public record Part(int offset, String text) {}

  public TextSample {
    parts = List.copyOf(parts);
  }

  /**
   * The sample of a text.
   *
   * @param text any text
   * @param maxChars UTF-16 units at most, at least 6
   */
  public static TextSample of(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return new TextSample(List.of(new Part(0, text)));
    }
    int size = maxChars / 3;
    List<Part> parts = new ArrayList<>(3);
    parts.add(part(text, 0, size));
    int middle = (text.length() - size) / 2;
    parts.add(part(text, middle, middle + size));
    parts.add(part(text, text.length() - size, text.length()));
    return new TextSample(parts);
  }

  /** The parts one after the other, a blank line between them. */
  public String joined() {
    if (parts.size() == 1) {
      return parts.get(0).text();
    }
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      joined.append(joined.isEmpty() ? "" : "\n\n").append(part.text());
    }
    return joined.toString();
  }

  private static Part part(String text, int from, int to) {
    int start = splitsPair(text, from) ? from + 1 : from;
    int end = splitsPair(text, to) ? to - 1 : to;
    return new Part(start, text.substring(start, Math.max(start, end)));
  }

  private static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }
}
