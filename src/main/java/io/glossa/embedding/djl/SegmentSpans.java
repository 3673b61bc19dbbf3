package io.glossa.embedding.djl;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.glossa.document.TokenSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From the native tokenizer's offsets, which count Unicode code points of a segment, to UTF-16
 * units of the text.
 *
 * <p>Tokens of a character that became several (bytes of an unknown one, {@code ㍿}) share one span
 * in the native result, and a run of unknown characters shares one for all of its bytes. Here such
 * tokens are spread over the characters of their span, so that a text can be cut between them.
 */
final class SegmentSpans {

  private final int start;
  private final int[] units;

  private SegmentSpans(int start, int[] units) {
    this.start = start;
    this.units = units;
  }

  /**
   * The spans of the tokens of a segment.
   *
   * @param segment the text that was tokenized, and where it stands
   * @param offsets one for each token; null or out of order counts as "where the last one ended"
   */
  static List<TokenSpan> of(TextSegments.Segment segment, @Nullable CharSpan[] offsets) {
    String text = segment.text();
    int[] units = new int[text.codePointCount(0, text.length()) + 1];
    for (int point = 0, unit = 0; point < units.length - 1; point++) {
      units[point] = unit;
      unit += Character.charCount(text.codePointAt(unit));
    }
    units[units.length - 1] = text.length();
    return new SegmentSpans(segment.start(), units).map(text, offsets);
  }

  private List<TokenSpan> map(String text, @Nullable CharSpan[] offsets) {
    List<TokenSpan> spans = new ArrayList<>(offsets.length);
    int previousStart = 0;
    int previousEnd = 0;
    for (int i = 0; i < offsets.length; ) {
      int from = point(offsets[i], true, previousEnd);
      int to = Math.max(from, point(offsets[i], false, previousEnd));
      // Chunks are cut at the starts of tokens, so these never go back.
      from = Math.max(from, previousStart);
      to = Math.max(to, from);
      int past = i + 1;
      while (past < offsets.length && same(offsets[i], offsets[past])) {
        past++;
      }
      spread(spans, text, from, to, past - i);
      previousStart = from;
      previousEnd = to;
      i = past;
    }
    return spans;
  }

  private int point(@Nullable CharSpan offset, boolean first, int otherwise) {
    if (offset == null) {
      return otherwise;
    }
    int point = first ? offset.getStart() : offset.getEnd();
    return Math.max(0, Math.min(point, units.length - 1));
  }

  private static boolean same(@Nullable CharSpan a, @Nullable CharSpan b) {
    return a != null && b != null && a.getStart() == b.getStart() && a.getEnd() == b.getEnd();
  }

  /** Gives each of the tokens the character in which its share of the UTF-8 bytes begins. */
  private void spread(List<TokenSpan> spans, String text, int from, int to, int tokens) {
    if (tokens == 1 || to - from <= 1) {
      for (int i = 0; i < tokens; i++) {
        spans.add(new TokenSpan(start + units[from], start + units[to]));
      }
      return;
    }
    long bytes = 0;
    for (int point = from; point < to; point++) {
      bytes += utf8Bytes(text.codePointAt(units[point]));
    }
    int point = from;
    long before = 0;
    for (int i = 0; i < tokens; i++) {
      long begin = i * bytes / tokens;
      while (before + utf8Bytes(text.codePointAt(units[point])) <= begin) {
        before += utf8Bytes(text.codePointAt(units[point]));
        point++;
      }
      int end = point + 1;
      long reached = before + utf8Bytes(text.codePointAt(units[point]));
      while (end < to && reached < (i + 1) * bytes / tokens) {
        reached += utf8Bytes(text.codePointAt(units[end]));
        end++;
      }
      spans.add(new TokenSpan(start + units[point], start + units[end]));
    }
  }

  private static int utf8Bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
