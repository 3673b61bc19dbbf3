package io.glossa.lab.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The distinct words of a sample with their counts, as numbers: a symbol is the index of a
 * character in the alphabet. Words lie one behind the other, each ended by {@link #END}.
 */
final class WordCorpus {

  /** Ends a word. */
  static final int END = -1;

  /** Longer words are cut: probabilities of longer ones would leave the range of a double. */
  private static final int MAX_WORD = 48;

  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;

  private final int[] alphabet;
  private final int[] symbols;
  private final long[] counts;

  private WordCorpus(int[] alphabet, int[] symbols, long[] counts) {
    this.alphabet = alphabet;
    this.symbols = symbols;
    this.counts = counts;
  }

  /**
   * Builds a corpus.
   *
   * @param wordCounts words, marked, with their counts
   * @param coverage share of all characters that the alphabet covers; every Hangul syllable that
   *     occurs belongs to it, rare or not
   */
  static WordCorpus of(Map<String, Long> wordCounts, double coverage) {
    int[] alphabet = alphabet(wordCounts, coverage);
    Map<Integer, Integer> symbolOf = new HashMap<>();
    for (int i = 0; i < alphabet.length; i++) {
      symbolOf.put(alphabet[i], i);
    }
    Map<String, Long> covered = new TreeMap<>();
    wordCounts.forEach(
        (word, count) -> cut(word, symbolOf, part -> covered.merge(part, count, Long::sum)));
    IntStream.Builder symbols = IntStream.builder();
    long[] counts = new long[covered.size()];
    int index = 0;
    for (Map.Entry<String, Long> entry : covered.entrySet()) {
      entry.getKey().codePoints().forEach(point -> symbols.add(symbolOf.getOrDefault(point, END)));
      symbols.add(END);
      counts[index++] = entry.getValue();
    }
    return new WordCorpus(alphabet, symbols.build().toArray(), counts);
  }

  /** Code points by symbol, most frequent first. */
  int[] alphabet() {
    return alphabet.clone();
  }

  int words() {
    return counts.length;
  }

  long count(int word) {
    return counts[word];
  }

  /** Symbols and ends; shared, not to be changed. */
  int[] symbols() {
    return symbols;
  }

  String text(int[] piece) {
    int[] points = Arrays.stream(piece).map(symbol -> alphabet[symbol]).toArray();
    return new String(points, 0, points.length);
  }

  private static int[] alphabet(Map<String, Long> wordCounts, double coverage) {
    Map<Integer, Long> frequencies = new HashMap<>();
    wordCounts.forEach(
        (word, count) ->
            word.codePoints().forEach(point -> frequencies.merge(point, count, Long::sum)));
    long total = frequencies.values().stream().mapToLong(Long::longValue).sum();
    List<Map.Entry<Integer, Long>> ordered = new ArrayList<>(frequencies.entrySet());
    ordered.sort(
        Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    IntStream.Builder alphabet = IntStream.builder();
    long covered = 0;
    for (Map.Entry<Integer, Long> entry : ordered) {
      int point = entry.getKey();
      boolean syllable = point >= FIRST_SYLLABLE && point <= LAST_SYLLABLE;
      if (covered < coverage * total || syllable) {
        alphabet.add(point);
      }
      covered += entry.getValue();
    }
    return alphabet.build().toArray();
  }

  private static void cut(
      String word, Map<Integer, Integer> symbolOf, java.util.function.Consumer<String> parts) {
    StringBuilder part = new StringBuilder();
    int length = 0;
    for (int point : word.codePoints().toArray()) {
      boolean known = symbolOf.containsKey(point);
      if (!known || length == MAX_WORD) {
        if (length > 0) {
          parts.accept(part.toString());
        }
        part.setLength(0);
        length = 0;
      }
      if (known) {
        part.appendCodePoint(point);
        length++;
      }
    }
    if (length > 0) {
      parts.accept(part.toString());
    }
  }
}
