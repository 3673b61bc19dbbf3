package io.glossa.quality;

import java.util.Map;

/**
 * Decides by the score whether a result is published or reviewed.
 *
 * @param threshold score below which a result is reviewed, 0 to 10
 * @param thresholdByLanguage thresholds that differ, by BCP 47 code
 */
public record QualityGate(double threshold, Map<String, Double> thresholdByLanguage) {

  public QualityGate {
    thresholdByLanguage = Map.copyOf(thresholdByLanguage);
    requireScore("gate", threshold);
    thresholdByLanguage.forEach(QualityGate::requireScore);
  }

  public Verdict judge(Quality quality, String language) {
    double limit = thresholdByLanguage.getOrDefault(language, threshold);
    return quality.score() < limit
        ? new Verdict.Doubtful(quality.score(), limit)
        : new Verdict.Accepted();
  }

  private static void requireScore(String what, double value) {
    if (!(value >= 0 && value <= 10)) {
      throw new IllegalArgumentException(
          "threshold %s for %s; expected 0 to 10".formatted(value, what));
    }
  }
}
