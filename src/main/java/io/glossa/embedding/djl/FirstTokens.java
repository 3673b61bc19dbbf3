package io.glossa.embedding.djl;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The first tokens of a long run, without tokenizing all of it, exactly as in the whole.
 *
 * <p>Two arguments give tokens that no continuation can change. Pre-tokens are made from left to
 * right, so those of a beginning are final but for the last few. Within one pre-token, Unigram
 * takes the best path over the positions, and the best path to a position depends on nothing behind
 * it: every path through the run passes one of any {@code n} positions in a row when no piece is
 * longer than {@code n}, so what the best paths to all of these have in common is final. Where
 * neither yields enough, a longer beginning is taken, and in the end the whole.
 */
final class FirstTokens {

  private static final int LEAST = 2048;
  private static final int MOST_POSITIONS = 64;
  private static final int SEARCH = 512;

  /** Pre-tokens at the end of a beginning that what follows may change. */
  private static final int OPEN_WORDS = 2;

  private final NativeTokenizer tokenizer;
  private final TokenizerFacts facts;

  FirstTokens(NativeTokenizer tokenizer, TokenizerFacts facts) {
    this.tokenizer = tokenizer;
    this.facts = facts;
  }

  /** At least {@code limit} ids, or all. */
  long[] of(String text, int limit) {
    for (long length = Math.max(LEAST, 4L * limit); length < text.length() / 2; length *= 4) {
      int end = behindBlackCharacter(text, (int) length);
      long[] ids = wholeWords(text.substring(0, end));
      if (ids.length < limit) {
        ids = commonToAllPaths(text, end);
      }
      if (ids.length >= limit) {
        return ids;
      }
    }
    return tokenizer.ids(text);
  }

  /** An added token may take the white space before it, so that a beginning must not end in it. */
  private static int behindBlackCharacter(String text, int end) {
    int last = end;
    while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return splitsCharacter(text, last) ? last - 1 : last;
  }

  private long[] wholeWords(String beginning) {
    NativeTokenizer.Words words = tokenizer.words(beginning);
    int count = words.ids.length;
    int open = 0;
    // What is cut off an added token looks like ordinary words, of one character each at least.
    while (count > 0 && open < OPEN_WORDS + facts.longestAddedToken()) {
      long last = words.words[count - 1];
      while (count > 0 && words.words[count - 1] == last) {
        count--;
      }
      open++;
    }
    return Arrays.copyOf(words.ids, count);
  }

  private long[] commonToAllPaths(String text, int latest) {
    int positions = Math.max(facts.longestPiece(), facts.longestAddedToken());
    if (facts.longestPiece() == 0 || positions > MOST_POSITIONS) {
      return new long[0];
    }
    for (int end = latest; end > Math.max(latest - SEARCH, 2 * positions); end--) {
      int first = end - positions;
      if (!isPlain(text, first - 1, end + 1)) {
        continue;
      }
      long[] common = tokenizer.ids(text.substring(0, end));
      int agreed = common.length;
      int longer = common.length;
      for (int position = end - 1; position > first; position--) {
        long[] other = tokenizer.ids(text.substring(0, position));
        if (isPrivate(text.charAt(position)) && other.length >= longer) {
          return new long[0]; // Dropped, or one token with its neighbours: it bounds no piece.
        }
        longer = other.length;
        int difference = Arrays.mismatch(common, 0, agreed, other, 0, other.length);
        agreed = difference < 0 ? agreed : Math.min(agreed, difference);
      }
      return Arrays.copyOf(common, agreed);
    }
    return new long[0];
  }

  /**
   * Whether normalisers keep these characters one by one: letters and characters of private use,
   * each in one UTF-16 unit, that nothing composes.
   */
  private static boolean isPlain(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean plain =
          switch (Character.getType(text.charAt(i))) {
            case Character.UPPERCASE_LETTER,
                Character.LOWERCASE_LETTER,
                Character.OTHER_LETTER,
                Character.PRIVATE_USE ->
                true;
            default -> false;
          };
      if (!plain) {
        return false;
      }
    }
    return Normalizer.isNormalized(text.substring(from, to), Normalizer.Form.NFKC);
  }

  private static boolean isPrivate(char unit) {
    return Character.getType(unit) == Character.PRIVATE_USE;
  }

  private static boolean splitsCharacter(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }
}
