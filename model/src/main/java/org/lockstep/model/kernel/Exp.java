package org.lockstep.model.kernel;

/**
 * {@code e^x}, within 1 ulp, with the same bits on every processor.
 *
 * <p>{@code x = n·ln 2 + r} with an integer n and {@code |r| <= ½·ln 2}, by Cody and Waite's
 * reduction: ln 2 is the sum of two numbers, and fused operations keep the first product exact.
 * Then {@code e^x = 2^n·(1 + r + r²·q(r))}. The polynomial q is the minimax approximation of {@code
 * (e^r - 1 - r)/r²} found by Remez' algorithm in 250 bits, with the weight that minimises the
 * relative error of {@code e^r - 1}; with rounded coefficients that error is at most 2^-28.7 for
 * floats (degree 5) and 2^-59.9 for doubles (degree 10).
 *
 * <p>A result below the normal range is rounded twice, by the two factors of 2^n; it is still
 * within 1 ulp. Above the range it is infinite.
 *
 * <p>The largest error found is 0.85 ulp over all floats, and 0.84 ulp over more than a million
 * doubles.
 */
public final class Exp {

  // Beyond these the result is infinite, or zero.
  public static final float F_MAX = 89;
  public static final float F_MIN = -104;
  public static final double D_MAX = 710;
  public static final double D_MIN = -746;

  public static final float F_LOG2_E = 0x1.715476p0f;
  public static final double D_LOG2_E = 0x1.71547652b82fep0;

  // ln 2, and its remainder.
  public static final float F_LN2 = 0x1.62e43p-1f;
  public static final float F_LN2_REST = -0x1.05c61p-29f;
  public static final double D_LN2 = 0x1.62e42fefa39efp-1;
  public static final double D_LN2_REST = 0x1.abc9e3b39803fp-56;

  // Adding 1.5·2^23 or 1.5·2^52 to a number y rounds it to an integer n, which then lies in the
  // lowest bits of the sum. The second term makes those bits n + 2·bias: half of that, and the
  // rest, are the exponent fields of two factors whose product is 2^n. They are normal numbers even
  // if 2^n is not.
  public static final float F_SHIFT = 0x1.8p23f + 2 * 127;
  public static final double D_SHIFT = 0x1.8p52 + 2 * 1023;

  // Here the lowest bits are n + bias - 1: the exponent field of ½·2^n.
  public static final float F_HALF_SHIFT = 0x1.8p23f + 126;
  public static final double D_HALF_SHIFT = 0x1.8p52 + 1022;

  // q, from the constant term up.
  public static final float F0 = 0x1p-1f;
  public static final float F1 = 0x1.555554p-3f;
  public static final float F2 = 0x1.5554b2p-5f;
  public static final float F3 = 0x1.11118ap-7f;
  public static final float F4 = 0x1.6d72p-10f;
  public static final float F5 = 0x1.a031aep-13f;
  public static final double D0 = 0x1p-1;
  public static final double D1 = 0x1.5555555555559p-3;
  public static final double D2 = 0x1.555555555553fp-5;
  public static final double D3 = 0x1.111111110f6dap-7;
  public static final double D4 = 0x1.6c16c16c1f06ep-10;
  public static final double D5 = 0x1.a01a01afd3f92p-13;
  public static final double D6 = 0x1.a01a017bc8216p-16;
  public static final double D7 = 0x1.71ddf87e7d53fp-19;
  public static final double D8 = 0x1.27e5362a53f25p-22;
  public static final double D9 = 0x1.af5e757099d71p-26;
  public static final double D10 = 0x1.1ee8893d052b7p-29;

  private Exp() {}

  /** {@code e^x}. */
  public static float of(float x) {
    float c = x > F_MAX ? F_MAX : x;
    c = c < F_MIN ? F_MIN : c;
    float e = between(c);
    return Float.isNaN(x) ? Float.NaN : e;
  }

  /** {@code e^x} for x between the limits. */
  static float between(float x) {
    float shifted = Fma.of(x, F_LOG2_E, F_SHIFT);
    float n = shifted - F_SHIFT;
    float first = Fma.of(n, -F_LN2, x);
    float r = Fma.of(n, -F_LN2_REST, first);
    float restOfR = Fma.of(n, -F_LN2_REST, first - r);
    float e = (r + Fma.of(r * r, q(r), restOfR)) + 1;
    int bits = Float.floatToRawIntBits(shifted);
    int half = bits >>> 1;
    return e * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((bits - half) << 23);
  }

  /** {@code (e^r - 1 - r)/r²}. */
  static float q(float r) {
    float q = F5;
    q = Fma.of(q, r, F4);
    q = Fma.of(q, r, F3);
    q = Fma.of(q, r, F2);
    q = Fma.of(q, r, F1);
    q = Fma.of(q, r, F0);
    return q;
  }

  /** {@code e^x}. */
  public static double of(double x) {
    double c = x > D_MAX ? D_MAX : x;
    c = c < D_MIN ? D_MIN : c;
    double e = between(c);
    return Double.isNaN(x) ? Double.NaN : e;
  }

  /** {@code e^x} for x between the limits. */
  static double between(double x) {
    double shifted = Fma.of(x, D_LOG2_E, D_SHIFT);
    double n = shifted - D_SHIFT;
    double first = Fma.of(n, -D_LN2, x);
    double r = Fma.of(n, -D_LN2_REST, first);
    double restOfR = Fma.of(n, -D_LN2_REST, first - r);
    double e = (r + Fma.of(r * r, q(r), restOfR)) + 1;
    long bits = Double.doubleToRawLongBits(shifted);
    long half = bits >>> 1;
    return e * Double.longBitsToDouble(half << 52) * Double.longBitsToDouble((bits - half) << 52);
  }

  /** {@code (e^r - 1 - r)/r²}. */
  static double q(double r) {
    double q = D10;
    q = Fma.of(q, r, D9);
    q = Fma.of(q, r, D8);
    q = Fma.of(q, r, D7);
    q = Fma.of(q, r, D6);
    q = Fma.of(q, r, D5);
    q = Fma.of(q, r, D4);
    q = Fma.of(q, r, D3);
    q = Fma.of(q, r, D2);
    q = Fma.of(q, r, D1);
    q = Fma.of(q, r, D0);
    return q;
  }
}
