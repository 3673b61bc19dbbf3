package io.glossa.embedding.djl;

import java.util.Arrays;
import java.util.List;

/**
 * Places where a text can be cut without changing a token: before a single white space character
 * between two letters or digits. Which characters these are is found by trial: pre-tokenizers
 * differ in what starts a word, and a cut must leave the pre-tokens, not only the ids, as they are.
 */
final class SafeCuts {

  private static final String CANDIDATES = " \n\t\u3000";
  private static final List<String> WORDS = List.of("stream", "Reads", "문서", "文書", "の", "42", "Я");

  private final String spaces;

  private SafeCuts(String spaces) {
    this.spaces = spaces;
  }

  static SafeCuts of(NativeTokenizer tokenizer, TokenizerFacts facts) {
    StringBuilder spaces = new StringBuilder();
    if (!facts.addedTokensCrossSpaces()) {
      CANDIDATES
          .chars()
          .filter(space -> changesNothing(tokenizer, Character.toString(space)))
          .forEach(space -> spaces.append((char) space));
    }
    return new SafeCuts(spaces.toString());
  }

  private static boolean changesNothing(NativeTokenizer tokenizer, String space) {
    for (String left : WORDS) {
      for (String right : WORDS) {
        NativeTokenizer.Words whole = tokenizer.words(left + space + right);
        NativeTokenizer.Words first = tokenizer.words(left);
        NativeTokenizer.Words second = tokenizer.words(space + right);
        if (first.ids.length == 0 || second.ids.length == 0) {
          return false;
        }
        long before = first.words[first.words.length - 1] + 1;
        long[] shifted = Arrays.stream(second.words).map(word -> word + before).toArray();
        if (!Arrays.equals(whole.ids, joined(first.ids, second.ids))
            || !Arrays.equals(whole.words, joined(first.words, shifted))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a cut before this UTF-16 unit changes no token. */
  boolean allows(String text, int index) {
    return index > 0
        && index + 1 < text.length()
        && spaces.indexOf(text.charAt(index)) >= 0
        && Character.isLetterOrDigit(text.charAt(index - 1))
        && Character.isLetterOrDigit(text.charAt(index + 1));
  }

  private static long[] joined(long[] first, long[] second) {
    long[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
