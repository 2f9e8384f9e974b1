package org.lockstep.model.kernel;

/**
 * {@code sin x}, within 1 ulp, with the same bits on every processor; see {@link Quadrants}. It is
 * exactly odd, keeps the sign of a zero, and is NaN for an infinity.
 */
public final class Sin {
  private Sin() {}

  /** {@code sin x}. */
  public static float of(float x) {
    float c = Math.abs(x);
    if (!(c <= Quadrants.F_MAX)) {
      float y = (float) StrictMath.sin(x);
      return Float.isNaN(y) ? Float.NaN : y;
    }
    float y = Quadrants.of(c, 0);
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(y) ^ (Float.floatToRawIntBits(x) & Tanh.F_SIGN));
  }

  /** {@code sin x}. */
  public static double of(double x) {
    double c = Math.abs(x);
    if (!(c <= Quadrants.D_MAX)) {
      double y = StrictMath.sin(x);
      return Double.isNaN(y) ? Double.NaN : y;
    }
    double y = Quadrants.of(c, 0);
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(y) ^ (Double.doubleToRawLongBits(x) & Tanh.D_SIGN));
  }
}
