package io.glossa.embedding.remote;

import java.util.List;

/** Takes out of a server's sentence what it repeats of the request. */
final class Redaction {

  private static final int MAX_LENGTH = 300;
  private static final String TEXT_HIDDEN = "[text]";

  /** A sentence and a document share shorter runs of characters by chance. */
  private static final int TELLING_LENGTH = 16;

  private static final int LEAST_LENGTH = 4;

  private Redaction() {}

  /**
   * A server's sentence on one line, bounded, without the key and without what it repeats of the
   * texts.
   */
  static String of(String sentence, ApiKey key, List<String> texts) {
    String bounded =
        sentence.length() <= 4 * MAX_LENGTH ? sentence : sentence.substring(0, 4 * MAX_LENGTH);
    String clean = key.redact(bounded.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
    for (String text : texts) {
      String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
      if (line.length() >= LEAST_LENGTH) {
        clean = hideCommon(clean, line, Math.min(TELLING_LENGTH, line.length()), TEXT_HIDDEN);
      }
    }
    return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + " ...";
  }

  /** Replaces every run of at least so many characters that also stands in the secret. */
  static String hideCommon(String text, String secret, int length, String mark) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = at + length;
      if (end > text.length() || !secret.contains(text.substring(at, end))) {
        out.append(text.charAt(at++));
        continue;
      }
      while (end < text.length() && secret.contains(text.substring(at, end + 1))) {
        end++;
      }
      out.append(mark);
      at = end;
    }
    return out.toString();
  }
}
