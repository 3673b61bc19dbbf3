package io.glossa.embedding.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import io.glossa.document.TokenSpan;
import io.glossa.embedding.BundleException;
import io.glossa.embedding.EncodedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The tokenizer of a bundle, for any string. Thread-safe.
 *
 * <p>Gives the ids of Hugging Face's tokenizers, control characters and NUL included; a fixture of
 * difficult strings holds it to that. An unpaired surrogate, which Python cannot encode, counts as
 * U+FFFD. A text that spells a special token has that token, as in Hugging Face's: an encoder takes
 * no orders, so that a document can only displace its own vector.
 *
 * <p>Time is linear in the text: {@link TextSegments}, {@link FirstTokens}.
 */
final class BundleTokenizer implements AutoCloseable {

  /** By convention padding or the unknown token. */
  private static final int TOKEN_OF_EMPTY_TEXT = 0;

  private static final char REPLACEMENT = '\uFFFD';

  private final NativeTokenizer tokenizer;
  private final SafeCuts cuts;
  private final FirstTokens firstTokens;
  private final int[] prefix;
  private final int[] suffix;
  private final String prompt;

  private BundleTokenizer(
      NativeTokenizer tokenizer, TokenizerFacts facts, boolean specialTokens, String prompt) {
    this.tokenizer = tokenizer;
    this.cuts = SafeCuts.of(tokenizer, facts);
    this.firstTokens = new FirstTokens(tokenizer, facts);
    this.prompt = prompt;
    if (!specialTokens) {
      this.prefix = new int[0];
      this.suffix = new int[0];
      return;
    }
    Encoding probe = tokenizer.withSpecialTokens("a");
    int[] ids = Arrays.stream(probe.getIds()).mapToInt(Math::toIntExact).toArray();
    long[] special = probe.getSpecialTokenMask();
    int first = 0;
    while (first < ids.length && special[first] == 1) {
      first++;
    }
    int past = ids.length;
    while (past > first && special[past - 1] == 1) {
      past--;
    }
    this.prefix = Arrays.copyOfRange(ids, 0, first);
    this.suffix = Arrays.copyOfRange(ids, past, ids.length);
  }

  /**
   * Loads {@code tokenizer.json}.
   *
   * @param specialTokens whether the model wants special tokens around a text
   * @param prompt put before every text that is encoded without naming another
   * @throws BundleException when the file is damaged
   */
  static BundleTokenizer load(Path file, boolean specialTokens, String prompt) {
    NativeTokenizer loaded = null;
    try {
      TokenizerFacts facts = TokenizerFacts.read(file);
      loaded = NativeTokenizer.load(file);
      return new BundleTokenizer(loaded, facts, specialTokens, prompt);
    } catch (IOException | RuntimeException e) {
      if (loaded != null) {
        loaded.close();
      }
      throw new BundleException("cannot load the tokenizer " + file + ": " + e.getMessage(), e);
    }
  }

  /** Tokens that are put around every text, those of the prompt included. */
  int addedTokens() {
    return prefix.length + suffix.length + ids(prompt, Integer.MAX_VALUE).length;
  }

  /** Where the tokens stand, in order, without added ones; UTF-16 units of the text. */
  List<TokenSpan> spans(String text) {
    List<TokenSpan> spans = new ArrayList<>();
    for (TextSegments.Segment segment : new TextSegments(paired(text), cuts)) {
      spans.addAll(SegmentSpans.of(segment, tokenizer.spans(segment.text())));
    }
    return Collections.unmodifiableList(spans);
  }

  /**
   * The text behind the prompt as the model takes it, cut off at a number of tokens; a text of no
   * token is token 0.
   */
  EncodedText encode(String text, int maxTokens) {
    return encode(prompt, text, maxTokens);
  }

  /** As {@link #encode(String, int)}, behind another prompt. */
  EncodedText encode(String instead, String text, int maxTokens) {
    // Prompt and text are tokenized together, as sentence-transformers does it: a space between
    // them may belong to the first word.
    int[] ids = ids(instead + text, Math.max(0, maxTokens - prefix.length - suffix.length));
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
    int[] ids = new int[Math.min(limit, 512)];
    int count = 0;
    for (TextSegments.Segment segment : new TextSegments(paired(text), cuts)) {
      if (count == limit) {
        break;
      }
      long[] more = firstTokens.of(segment.text(), limit - count);
      int taken = Math.min(more.length, limit - count);
      if (count + taken > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(count + taken, (int) Math.min(limit, 2L * count)));
      }
      for (int i = 0; i < taken; i++) {
        ids[count++] = Math.toIntExact(more[i]);
      }
    }
    return Arrays.copyOf(ids, count);
  }

  /** The text with U+FFFD for every half of a character. */
  private static String paired(String text) {
    char[] repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        repaired = repaired == null ? text.toCharArray() : repaired;
        repaired[i] = REPLACEMENT;
      }
    }
    return repaired == null ? text : new String(repaired);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
