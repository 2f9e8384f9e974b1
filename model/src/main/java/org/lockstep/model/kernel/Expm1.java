package org.lockstep.model.kernel;

/**
 * {@code e^x - 1}, within 1 ulp, with the same bits on every processor. It keeps the sign of a
 * zero.
 *
 * <p>With the reduction and the polynomial of {@link Exp} it is {@code 2^n·(r + r²·q(r)) + (2^n -
 * 1)}, where the larger parts cancel. Their sum loses nothing: its rounding error is added with the
 * smaller part. All terms are halved until the end, so that 2^n stays in range.
 *
 * <p>The largest error found is 0.89 ulp over all floats, and 0.89 ulp over more than a million
 * doubles.
 */
public final class Expm1 {

  // Beyond these the result is infinite, or rounds to -1.
  public static final float F_MAX = 89;
  public static final float F_MIN = -18;
  public static final double D_MAX = 710;
  public static final double D_MIN = -38;

  // Below these the result rounds to x.
  public static final float F_TINY = 0x1p-25f;
  public static final double D_TINY = 0x1p-54;

  private Expm1() {}

  /** {@code e^x - 1}. */
  public static float of(float x) {
    float c = x > F_MAX ? F_MAX : x;
    c = c < F_MIN ? F_MIN : c;
    float shifted = Fma.of(c, Exp.F_LOG2_E, Exp.F_HALF_SHIFT);
    float n = shifted - Exp.F_HALF_SHIFT;
    float half = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23); // ½·2^n
    float first = Fma.of(n, -Exp.F_LN2, c);
    float r = Fma.of(n, -Exp.F_LN2_REST, first);
    float restOfR = Fma.of(n, -Exp.F_LN2_REST, first - r);
    float tail = Fma.of(r * r, Exp.q(r), Fma.of(restOfR, r, restOfR));
    float whole = half - 0.5f; // ½·(2^n - 1)
    float restOfWhole = (half - whole) - 0.5f;
    float sum = Fma.of(half, r, whole);
    float restOfSum = Fma.of(half, r, whole - sum);
    float e = sum + (Fma.of(half, tail, restOfSum) + restOfWhole);
    e = Math.abs(x) < F_TINY ? x : e + e;
    return Float.isNaN(x) ? Float.NaN : e;
  }

  /** {@code e^x - 1}. */
  public static double of(double x) {
    double c = x > D_MAX ? D_MAX : x;
    c = c < D_MIN ? D_MIN : c;
    double shifted = Fma.of(c, Exp.D_LOG2_E, Exp.D_HALF_SHIFT);
    double n = shifted - Exp.D_HALF_SHIFT;
    double half = Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) << 52); // ½·2^n
    double first = Fma.of(n, -Exp.D_LN2, c);
    double r = Fma.of(n, -Exp.D_LN2_REST, first);
    double restOfR = Fma.of(n, -Exp.D_LN2_REST, first - r);
    double tail = Fma.of(r * r, Exp.q(r), Fma.of(restOfR, r, restOfR));
    double whole = half - 0.5; // ½·(2^n - 1)
    double restOfWhole = (half - whole) - 0.5;
    double sum = Fma.of(half, r, whole);
    double restOfSum = Fma.of(half, r, whole - sum);
    double e = sum + (Fma.of(half, tail, restOfSum) + restOfWhole);
    e = Math.abs(x) < D_TINY ? x : e + e;
    return Double.isNaN(x) ? Double.NaN : e;
  }
}
