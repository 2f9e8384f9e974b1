package org.lockstep.model.kernel;

/**
 * The common part of {@link Sin} and {@link Cos}, within 1 ulp, with the same bits on every
 * processor.
 *
 * <p>{@code x = n·π/2 + r} with an integer n and {@code |r| <= π/4}, by Cody and Waite's reduction:
 * π/2 is the sum of three numbers. The products of the first two with n are exact in fused
 * operations, and r is kept as the unevaluated sum of two numbers. The last bits of n choose among
 * ±sin r and ±cos r:
 *
 * <pre>
 *   sin r = r + r³·s(r²)
 *   cos r = 1 - ½r² + r⁴·c(r²)
 * </pre>
 *
 * <p>The polynomials are the minimax approximations found by Remez' algorithm in 250 bits, with the
 * weight that minimises the relative error; with rounded coefficients that error is at most 2^-28.0
 * for floats (degrees 3 and 2) and 2^-57.1 for doubles (degrees 6 and 5).
 *
 * <p>The reduction holds for magnitudes up to {@link #F_MAX} and {@link #D_MAX}. {@link StrictMath}
 * computes those beyond, floats in double precision: slower, but as accurate, and also the same
 * everywhere.
 *
 * <p>The largest error found is 0.78 ulp, over every 37th float up to 2^10.
 */
public final class Quadrants {
  public static final float F_MAX = 0x1p10f;
  public static final double D_MAX = 0x1p20;

  // 2/π.
  public static final float F_QUADRANTS = 0x1.45f306p-1f;
  public static final double D_QUADRANTS = 0x1.45f306dc9c883p-1;

  // Adding it to y rounds y to an integer n, which then lies in the lowest bits of the sum.
  public static final float F_SHIFT = 0x1.8p23f;
  public static final double D_SHIFT = 0x1.8p52;

  // π/2; its remainder, so short that products with n are exact; the remainder of both.
  public static final float F_RIGHT = 0x1.921fb6p0f;
  public static final float F_RIGHT_REST = -0x1.777cp-25f;
  public static final float F_RIGHT_LAST = 0x1.a308d4p-41f;
  public static final double D_RIGHT = 0x1.921fb54442d18p0;
  public static final double D_RIGHT_REST = 0x1.1a626332p-54;
  public static final double D_RIGHT_LAST = -0x1.747f23e32ed7p-87;

  // s and c, from the constant term up.
  public static final float F_SIN0 = -0x1.555556p-3f;
  public static final float F_SIN1 = 0x1.111108p-7f;
  public static final float F_SIN2 = -0x1.a00f74p-13f;
  public static final float F_SIN3 = 0x1.6ccf5cp-19f;
  public static final float F_COS0 = 0x1.55554ap-5f;
  public static final float F_COS1 = -0x1.6c0c28p-10f;
  public static final float F_COS2 = 0x1.99e86ap-16f;
  public static final double D_SIN0 = -0x1.5555555555555p-3;
  public static final double D_SIN1 = 0x1.111111111110bp-7;
  public static final double D_SIN2 = -0x1.a01a01a018a35p-13;
  public static final double D_SIN3 = 0x1.71de3a532bf01p-19;
  public static final double D_SIN4 = -0x1.ae64528766f8cp-26;
  public static final double D_SIN5 = 0x1.61208857e4478p-33;
  public static final double D_SIN6 = -0x1.aaa04c5a3d27dp-41;
  public static final double D_COS0 = 0x1.555555555554bp-5;
  public static final double D_COS1 = -0x1.6c16c16c14f47p-10;
  public static final double D_COS2 = 0x1.a01a019c7cd76p-16;
  public static final double D_COS3 = -0x1.27e4f7e53ca57p-22;
  public static final double D_COS4 = 0x1.1ee9d3db7ebf5p-29;
  public static final double D_COS5 = -0x1.8fa29065405bdp-37;

  private Quadrants() {}

  /**
   * {@code sin(x + quadrants·π/2)} for x in [0, {@link #F_MAX}].
   *
   * @param quadrants 0 for the sine, 1 for the cosine
   */
  static float of(float x, int quadrants) {
    float shifted = Fma.of(x, F_QUADRANTS, F_SHIFT);
    float n = shifted - F_SHIFT;
    float first = Fma.of(n, -F_RIGHT, x);
    float r = Fma.of(n, -F_RIGHT_REST, first);
    float rest = Fma.of(n, -F_RIGHT_LAST, Fma.of(n, -F_RIGHT_REST, first - r));
    int quadrant = Float.floatToRawIntBits(shifted) + quadrants;
    float z = r * r;
    float half = z * 0.5f;
    float whole = 1 - half;
    float restOfWhole = (1 - whole) - half;
    float cos = whole + (Fma.of(z * z, cosine(z), restOfWhole) - r * rest);
    float sin = r + Fma.of(r * z, sine(z), rest * whole);
    float y = (quadrant & 1) == 0 ? sin : cos;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ ((quadrant & 2) << 30));
  }

  /** {@code (sin r - r)/r³} with z = r². */
  private static float sine(float z) {
    float q = F_SIN3;
    q = Fma.of(q, z, F_SIN2);
    q = Fma.of(q, z, F_SIN1);
    q = Fma.of(q, z, F_SIN0);
    return q;
  }

  /** {@code (cos r - 1 + r²/2)/r⁴} with z = r². */
  private static float cosine(float z) {
    float q = F_COS2;
    q = Fma.of(q, z, F_COS1);
    q = Fma.of(q, z, F_COS0);
    return q;
  }

  /**
   * {@code sin(x + quadrants·π/2)} for x in [0, {@link #D_MAX}].
   *
   * @param quadrants 0 for the sine, 1 for the cosine
   */
  static double of(double x, int quadrants) {
    double shifted = Fma.of(x, D_QUADRANTS, D_SHIFT);
    double n = shifted - D_SHIFT;
    double first = Fma.of(n, -D_RIGHT, x);
    double r = Fma.of(n, -D_RIGHT_REST, first);
    double rest = Fma.of(n, -D_RIGHT_LAST, Fma.of(n, -D_RIGHT_REST, first - r));
    long quadrant = Double.doubleToRawLongBits(shifted) + quadrants;
    double z = r * r;
    double half = z * 0.5;
    double whole = 1 - half;
    double restOfWhole = (1 - whole) - half;
    double cos = whole + (Fma.of(z * z, cosine(z), restOfWhole) - r * rest);
    double sin = r + Fma.of(r * z, sine(z), rest * whole);
    double y = (quadrant & 1) == 0 ? sin : cos;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ ((quadrant & 2) << 62));
  }

  /** {@code (sin r - r)/r³} with z = r². */
  private static double sine(double z) {
    double q = D_SIN6;
    q = Fma.of(q, z, D_SIN5);
    q = Fma.of(q, z, D_SIN4);
    q = Fma.of(q, z, D_SIN3);
    q = Fma.of(q, z, D_SIN2);
    q = Fma.of(q, z, D_SIN1);
    q = Fma.of(q, z, D_SIN0);
    return q;
  }

  /** {@code (cos r - 1 + r²/2)/r⁴} with z = r². */
  private static double cosine(double z) {
    double q = D_COS5;
    q = Fma.of(q, z, D_COS4);
    q = Fma.of(q, z, D_COS3);
    q = Fma.of(q, z, D_COS2);
    q = Fma.of(q, z, D_COS1);
    q = Fma.of(q, z, D_COS0);
    return q;
  }
}
