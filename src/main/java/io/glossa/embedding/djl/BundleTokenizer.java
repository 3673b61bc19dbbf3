package io.glossa.embedding.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.glossa.document.TextRepair;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.EncodedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The tokenizer of a bundle, for any string. Thread-safe.
 *
 * <p>Unpaired surrogates and control characters count as U+FFFD. A long text goes through the
 * native tokenizer in {@linkplain TextSegments segments}, so the time for it is linear.
 */
final class BundleTokenizer implements AutoCloseable {

  /** By convention padding or the unknown token. */
  private static final int TOKEN_OF_EMPTY_TEXT = 0;

  private final HuggingFaceTokenizer tokenizer;
  private final int[] prefix;
  private final int[] suffix;

  private BundleTokenizer(HuggingFaceTokenizer tokenizer, int[] prefix, int[] suffix) {
    this.tokenizer = tokenizer;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /**
   * Loads {@code tokenizer.json}.
   *
   * @param specialTokens whether the model wants special tokens around a text
   * @param prompt put before every text that is encoded
   * @throws BundleException when the file is damaged
   */
  static BundleTokenizer load(Path file, boolean specialTokens, String prompt) {
    HuggingFaceTokenizer tokenizer;
    try {
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              file, Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true"));
    } catch (IOException | RuntimeException e) {
      throw new BundleException("cannot load the tokenizer " + file + ": " + e.getMessage(), e);
    }
    int[] before = {};
    int[] after = {};
    if (specialTokens) {
      Encoding probe = tokenizer.encode("a", true, false);
      long[] ids = probe.getIds();
      long[] special = probe.getSpecialTokenMask();
      int first = 0;
      while (first < ids.length && special[first] == 1) {
        first++;
      }
      int past = ids.length;
      while (past > first && special[past - 1] == 1) {
        past--;
      }
      before = ints(Arrays.copyOfRange(ids, 0, first));
      after = ints(Arrays.copyOfRange(ids, past, ids.length));
    }
    BundleTokenizer plain = new BundleTokenizer(tokenizer, before, after);
    int[] prompted = plain.ids(prompt, Integer.MAX_VALUE);
    int[] start = Arrays.copyOf(before, before.length + prompted.length);
    System.arraycopy(prompted, 0, start, before.length, prompted.length);
    return new BundleTokenizer(tokenizer, start, after);
  }

  /** Tokens that are put around every text, those of the prompt included. */
  int addedTokens() {
    return prefix.length + suffix.length;
  }

  /** Where the tokens stand, in order, without added ones; UTF-16 units of the text. */
  List<TokenSpan> spans(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    for (TextSegments.Segment segment : TextSegments.of(TextRepair.of(text).text())) {
      Encoding encoding = tokenizer.encode(segment.text(), false, false);
      spans.addAll(SegmentSpans.of(segment, encoding.getCharTokenSpans()));
    }
    return List.copyOf(spans);
  }

  /**
   * The text as the model takes it, cut off at a number of tokens; a text of no token is token 0.
   */
  EncodedText encode(String text, int maxTokens) {
    int[] ids = ids(text, maxTokens - addedTokens());
    int length = prefix.length + ids.length + suffix.length;
    if (length == 0) {
      return EncodedText.of(TOKEN_OF_EMPTY_TEXT);
    }
    int[] all = new int[length];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    System.arraycopy(ids, 0, all, prefix.length, ids.length);
    System.arraycopy(suffix, 0, all, prefix.length + ids.length, suffix.length);
    return EncodedText.of(all);
  }

  private int[] ids(String text, int limit) {
    IntStream.Builder ids = IntStream.builder();
    int count = 0;
    for (TextSegments.Segment segment : TextSegments.of(TextRepair.of(text).text())) {
      for (long id : tokenizer.encode(segment.text(), false, false).getIds()) {
        if (count == limit) {
          return ids.build().toArray();
        }
        ids.add(Math.toIntExact(id));
        count++;
      }
    }
    return ids.build().toArray();
  }

  private static int[] ints(long[] values) {
    return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
