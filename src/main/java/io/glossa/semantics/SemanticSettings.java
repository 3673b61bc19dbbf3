package io.glossa.semantics;

import java.util.List;

/**
 * How texts are analysed.
 *
 * @param languages BCP 47 codes that the language detector may answer, at least one
 * @param maxAnalysedChars UTF-16 units of a text that are analysed at most; a longer text is
 *     sampled at its start, middle and end
 * @param maxKeyPhrases key phrases at most
 * @param maxTopics topics at most
 * @param topicLift how far a label's cosine must lie above the mean over all labels to be a topic;
 *     relative, because models differ in how similar they find unrelated texts
 * @param domainMargin distance to the runner-up below which the domain is unknown
 */
public record SemanticSettings(
    List<String> languages,
    int maxAnalysedChars,
    int maxKeyPhrases,
    int maxTopics,
    double topicLift,
    double domainMargin) {

  private static final List<String> DEFAULT_LANGUAGES =
      List.of(
          "af", "ar", "az", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
          "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
          "ja", "ka", "kk", "km", "kn", "ko", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my",
          "nb", "nl", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta",
          "te", "th", "tl", "tr", "uk", "ur", "vi", "zh");

  public SemanticSettings {
    languages = List.copyOf(languages);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("no languages to detect; expected at least one");
    }
    if (maxAnalysedChars < 1000 || maxKeyPhrases < 0 || maxTopics < 0) {
      throw new IllegalArgumentException(
          "%d analysed characters, %d key phrases, %d topics; expected at least 1000, 0, 0"
              .formatted(maxAnalysedChars, maxKeyPhrases, maxTopics));
    }
    if (!(topicLift >= 0 && topicLift <= 2 && domainMargin >= 0 && domainMargin <= 2)) {
      throw new IllegalArgumentException(
          "topic lift %s, domain margin %s; expected 0 to 2".formatted(topicLift, domainMargin));
    }
  }

  /** What the application runs on when nothing else is configured. */
  public static SemanticSettings defaults() {
    return new SemanticSettings(DEFAULT_LANGUAGES, 100_000, 10, 5, 0.05, 0.02);
  }
}
