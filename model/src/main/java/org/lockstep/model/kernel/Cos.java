package org.lockstep.model.kernel;

/**
 * {@code cos x}, within 1 ulp, with the same bits on every processor; see {@link Quadrants}. It is
 * exactly even, and NaN for an infinity.
 */
public final class Cos {
  private Cos() {}

  /** {@code cos x}. */
  public static float of(float x) {
    float c = Math.abs(x);
    if (!(c <= Quadrants.F_MAX)) {
      float y = (float) StrictMath.cos(x);
      return Float.isNaN(y) ? Float.NaN : y;
    }
    return Quadrants.of(c, 1);
  }

  /** {@code cos x}. */
  public static double of(double x) {
    double c = Math.abs(x);
    if (!(c <= Quadrants.D_MAX)) {
      double y = StrictMath.cos(x);
      return Double.isNaN(y) ? Double.NaN : y;
    }
    return Quadrants.of(c, 1);
  }
}
