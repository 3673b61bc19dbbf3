package io.glossa.lab.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into the words that tokens never cross, as the normalizer and the pre-tokenizers that
 * {@link TokenizerFile} writes do.
 *
 * <p>Punctuation and symbols stand alone, digits stay together, and a run of Han or kana is a word,
 * so that {@code (2024年} gives the same tokens as {@code 2024 年}. A word begins with {@value #MARK}
 * unless it is Han or kana, which are written without spaces: there the same characters give the
 * same tokens at the start of a run and within it.
 */
final class WordSplitter {

  /** Stands for the beginning of a word. */
  static final String MARK = "\u2581";

  private static final String EAST_ASIAN = "%sHan}%<sHiragana}%<sKatakana}\u30FC\uFF70";

  private static final String ISOLATED = "[\\p{P}\\p{S}]|\\p{N}+|[" + EAST_ASIAN + "]+";

  private static final Pattern UNITS = Pattern.compile(ISOLATED.formatted("\\p{Is"));
  private static final Pattern UNMARKED =
      Pattern.compile(("[" + EAST_ASIAN + "]").formatted("\\p{Is"));

  private WordSplitter() {}

  /** The pattern of what stands alone, in the dialect of the native tokenizer. */
  static String isolatedPattern() {
    return ISOLATED.formatted("\\p{");
  }

  /** The pattern of marks to remove, in the dialect of the native tokenizer. */
  static String removedMarkPattern() {
    return MARK + ("(?=[" + EAST_ASIAN + "])").formatted("\\p{");
  }

  /** The words of a text, in order, normalised and marked. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String normalised = lowerCase(Normalizer.normalize(text, Normalizer.Form.NFKC));
    int start = -1;
    for (int i = 0; i <= normalised.length(); i++) {
      boolean inside = i < normalised.length() && !isWhitespace(normalised.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        split(normalised.substring(start, i), words);
        start = -1;
      }
    }
    return words;
  }

  private static void split(String run, List<String> words) {
    Matcher units = UNITS.matcher(run);
    int done = 0;
    while (units.find()) {
      if (units.start() > done) {
        words.add(mark(run.substring(done, units.start())));
      }
      words.add(mark(units.group()));
      done = units.end();
    }
    if (done < run.length()) {
      words.add(mark(run.substring(done)));
    }
  }

  private static String mark(String word) {
    return UNMARKED.matcher(word).lookingAt() ? word : MARK + word;
  }

  /** Character by character, without the rules for final letters of {@code String}. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\u0130') {
                lower.append("i\u0307");
              } else {
                lower.appendCodePoint(Character.toLowerCase(point));
              }
            });
    return lower.toString();
  }

  private static boolean isWhitespace(char unit) {
    return Character.isSpaceChar(unit) || unit == '\u0085' || (unit >= '\t' && unit <= '\r');
  }
}
