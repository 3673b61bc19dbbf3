package io.glossa.semantics;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.RuleBasedBreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences and words of any script, by the Unicode rules (UAX 29) and ICU's dictionaries for
 * Japanese, Chinese, Thai, Lao, Khmer and Burmese. Thread-safe.
 */
final class TextSegmenter {

  /** A chain of hyphens that is longer is a rule or a table, and joining it would take forever. */
  private static final int LONGEST_HYPHENATED = 40;

  // Iterators hold state: each call works on clones of these, which are never moved.
  private final BreakIterator sentencePrototype = BreakIterator.getSentenceInstance(ULocale.ROOT);
  private final BreakIterator wordPrototype = BreakIterator.getWordInstance(ULocale.ROOT);

  /**
   * The sentences and words of a sample.
   *
   * @param text the whole text
   * @param sample what of it to look at
   */
  SegmentedText segment(String text, TextSample sample) {
    List<Sentence> sentences = new ArrayList<>();
    for (TextSample.Part part : sample.parts()) {
      segment(part, sentences);
    }
    return new SegmentedText(text, sentences);
  }

  private void segment(TextSample.Part part, List<Sentence> sentences) {
    List<Token> words = words(part);
    BreakIterator ends = sentencePrototype.clone();
    ends.setText(unwrapped(part.text()));
    int next = 0;
    for (int end = ends.next(); end != BreakIterator.DONE; end = ends.next()) {
      int first = next;
      while (next < words.size() && words.get(next).start() < part.offset() + end) {
        next++;
      }
      if (next > first) {
        sentences.add(new Sentence(words.subList(first, next)));
      }
    }
  }

  private List<Token> words(TextSample.Part part) {
    String text = part.text();
    BreakIterator breaks = wordPrototype.clone();
    breaks.setText(text);
    List<Token> words = new ArrayList<>();
    boolean joins = false;
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      if (breaks.getRuleStatus() < RuleBasedBreakIterator.WORD_NONE_LIMIT) {
        joins = joinsWords(text, start, end, words, part.offset());
        continue;
      }
      // A hyphenated word is one word.
      int from = joins ? words.remove(words.size() - 1).start() - part.offset() : start;
      words.add(new Token(text.substring(from, end), from + part.offset(), end + part.offset()));
      joins = false;
    }
    return words;
  }

  private static boolean joinsWords(String text, int start, int end, List<Token> words, int shift) {
    if (end - start != 1 || words.isEmpty() || end >= text.length()) {
      return false;
    }
    char c = text.charAt(start);
    Token before = words.get(words.size() - 1);
    return before.text().length() <= LONGEST_HYPHENATED
        && (c == '-' || c == '\u2010' || c == '\u2011')
        && before.end() == start + shift
        && Character.isLetter(text.charAt(start - 1))
        && Character.isLetterOrDigit(text.charAt(end));
  }

  /** A line break before a lower-case letter is a wrapped line, not the end of a sentence. */
  private static String unwrapped(String text) {
    char[] changed = null;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      boolean wraps =
          i > 0
              && i + 1 < text.length()
              && Character.isLowerCase(text.charAt(i + 1))
              && !Character.isWhitespace(text.charAt(i - 1));
      if (wraps) {
        changed = changed == null ? text.toCharArray() : changed;
        changed[i] = ' ';
      }
    }
    return changed == null ? text : new String(changed);
  }
}
