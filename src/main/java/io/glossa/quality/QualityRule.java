package io.glossa.quality;

import java.util.function.ToDoubleFunction;

/**
 * One thing that can be wrong, and what it costs.
 *
 * @param code the reason
 * @param value what is measured
 * @param ramp from the value to a severity of 0 to 1
 * @param weight points off the base score at severity 1
 * @param cap score that is never exceeded at severity 1, whatever else is good; 10 for none
 */
record QualityRule(
    ReasonCode code,
    ToDoubleFunction<QualityFeatures> value,
    Ramp ramp,
    double weight,
    double cap) {

  /** Points off the base score. */
  double penalty(double severity) {
    return weight * severity;
  }

  /** The highest score that the severity allows. */
  double ceiling(double severity) {
    return 10 - (10 - cap) * severity;
  }
}
