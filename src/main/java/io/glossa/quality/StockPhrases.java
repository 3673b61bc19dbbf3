package io.glossa.quality;

import io.glossa.semantics.TextSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Counts phrases of notices and menus, from {@code quality/stock-phrases.txt}. Immutable. */
final class StockPhrases {

  private static final String RESOURCE = "/quality/stock-phrases.txt";

  /** Looking for each phrase is dear, and a page of notices is short. */
  private static final int SAMPLED_CHARS = 3_000;

  private final List<String> phrases;

  private StockPhrases(List<String> phrases) {
    this.phrases = List.copyOf(phrases);
  }

  static StockPhrases fromResource() {
    try (InputStream in = StockPhrases.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + RESOURCE + "; expected it in the jar");
      }
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new StockPhrases(
          lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE, e);
    }
  }

  /** Occurrences, scaled up from the sample to the whole text. */
  double count(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String sample = TextSample.of(text, SAMPLED_CHARS).joined().toLowerCase(Locale.ROOT);
    int count = 0;
    for (String phrase : phrases) {
      for (int at = sample.indexOf(phrase); at >= 0; at = sample.indexOf(phrase, at + 1)) {
        count++;
      }
    }
    return count * Math.max(1.0, (double) text.length() / sample.length());
  }
}
