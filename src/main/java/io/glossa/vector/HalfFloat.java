package io.glossa.vector;

/** IEEE 754 binary16. */
public final class HalfFloat {

  private static final int MAX_BITS = 0x7BFF;

  private HalfFloat() {}

  /** Rounds to nearest, ties to even; what is too large becomes the largest finite value. */
  public static short fromFloat(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    float magnitude = Math.abs(value);
    if (magnitude < 0x1p-14f) {
      // Subnormal: a multiple of 2^-24.
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
    }
    int rest = bits & 0x7FFFFFFF;
    int rounded = (rest - (112 << 23) + 0xFFF + ((rest >>> 13) & 1)) >> 13;
    return (short) (sign | Math.min(rounded, MAX_BITS));
  }

  /** The value of a binary16. */
  public static float toFloat(short half) {
    int exponent = (half >>> 10) & 0x1F;
    int mantissa = half & 0x3FF;
    float magnitude =
        exponent == 0
            ? mantissa * 0x1p-24f
            : Float.intBitsToFloat(((exponent + 112) << 23) | (mantissa << 13));
    return half < 0 ? -magnitude : magnitude;
  }
}
