package io.glossa.quality;

/**
 * One thing that lowered a score.
 *
 * @param code the reason
 * @param value the measured value, in the unit that the code's sentence names
 */
public record QualityReason(ReasonCode code, double value) {}
