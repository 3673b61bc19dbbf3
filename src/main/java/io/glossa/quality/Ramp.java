package io.glossa.quality;

/**
 * From a measured value to how bad it is: 0 up to {@code good}, 1 from {@code bad} on, a straight
 * line between.
 *
 * @param good value that is still flawless
 * @param bad value that is as bad as can be; less than {@code good} where small values are bad
 */
record Ramp(double good, double bad) {

  Ramp {
    if (!(good != bad)) {
      throw new IllegalArgumentException(
          "ramp from %s to %s; expected two values".formatted(good, bad));
    }
  }

  double severity(double value) {
    double part = (value - good) / (bad - good);
    return Double.isNaN(part) ? 1 : Math.max(0, Math.min(1, part));
  }
}
