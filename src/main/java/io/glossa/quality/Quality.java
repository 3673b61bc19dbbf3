package io.glossa.quality;

import java.util.List;

/**
 * How far a record can be trusted.
 *
 * @param score from 0 (unusable) to 10 (flawless)
 * @param reasons what lowered it, worst first
 */
public record Quality(double score, List<QualityReason> reasons) {

  public Quality {
    if (!(score >= 0 && score <= 10)) {
      throw new IllegalArgumentException("quality score %s; expected 0 to 10".formatted(score));
    }
    reasons = List.copyOf(reasons);
  }
}
