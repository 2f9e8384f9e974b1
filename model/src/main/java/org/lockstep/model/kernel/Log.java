package org.lockstep.model.kernel;

/**
 * {@code ln x}, within 1 ulp, with the same bits on every processor. It is negative infinity for a
 * zero, and NaN for a negative number.
 *
 * <p>{@code x = 2^k·(1 + f)} with {@code √½ <= 1 + f < √2}, and {@code ln(1 + f) = 2·artanh s} with
 * {@code s = f/(2 + f)}. In the equal form {@code f - ½f² + s·(½f² + s²·q(s²))}, the largest term
 * has no error. The polynomial q is the minimax approximation of {@code (2·artanh s - 2s)/s³} in
 * s², found by Remez' algorithm in 250 bits, with the weight that minimises the relative error of
 * the logarithm; with rounded coefficients that error is at most 2^-30.1 for floats (degree 2) and
 * 2^-59.2 for doubles (degree 6). The first part of ln 2 is so short that its product with k is
 * exact.
 *
 * <p>The largest error found is 0.87 ulp over all floats, and 0.81 ulp over more than a million
 * doubles.
 */
public final class Log {

  // Numbers below the normal range are first multiplied by 2^25, or 2^54.
  public static final float F_RAISE = 0x1p25f;
  public static final double D_RAISE = 0x1p54;

  // The bits of √½; and what those of 1 exceed them by: adding it makes the exponent field k +
  // bias.
  public static final int F_ROOT = 0x3f3504f3;
  public static final int F_LIFT = 0x3f800000 - F_ROOT;
  public static final int F_FRACTION = 0x007fffff;
  public static final long D_ROOT = 0x3fe6a09e667f3bcdL;
  public static final long D_LIFT = 0x3ff0000000000000L - D_ROOT;
  public static final long D_FRACTION = 0x000fffffffffffffL;

  // An integer put into the lowest bits of 2^23, or of 2^52, adds itself to that number.
  public static final int F_WHOLE = 0x4b000000;
  public static final float F_BIAS = 0x1p23f + 127;
  public static final float F_RAISED_BIAS = F_BIAS + 25;
  public static final long D_WHOLE = 0x4330000000000000L;
  public static final double D_BIAS = 0x1p52 + 1023;
  public static final double D_RAISED_BIAS = D_BIAS + 54;

  // ln 2 to 15 bits, or 41, and its remainder.
  public static final float F_LN2 = 0x1.62e4p-1f;
  public static final float F_LN2_REST = 0x1.7f7d1cp-20f;
  public static final double D_LN2 = 0x1.62e42fefa4p-1;
  public static final double D_LN2_REST = -0x1.8432a1b0e2634p-43;

  // q, from the constant term up.
  public static final float F0 = 0x1.55557ap-1f;
  public static final float F1 = 0x1.995ecap-2f;
  public static final float F2 = 0x1.31e18ep-2f;
  public static final double D0 = 0x1.5555555555592p-1;
  public static final double D1 = 0x1.999999997fe8ap-2;
  public static final double D2 = 0x1.24924941e7e4bp-2;
  public static final double D3 = 0x1.c71c520f4f2bfp-3;
  public static final double D4 = 0x1.74663df3c564dp-3;
  public static final double D5 = 0x1.39a1cda5d5a9bp-3;
  public static final double D6 = 0x1.2f04d693aa4e8p-3;

  private Log() {}

  /** {@code ln x}. */
  public static float of(float x) {
    boolean small = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(small ? x * F_RAISE : x) + F_LIFT;
    float k = Float.intBitsToFloat((bits >>> 23) | F_WHOLE) - (small ? F_RAISED_BIAS : F_BIAS);
    float f = Float.intBitsToFloat((bits & F_FRACTION) + F_ROOT) - 1;
    float ln = sum(k, f, tail(f));
    ln = x == Float.POSITIVE_INFINITY ? x : ln;
    ln = x == 0 ? Float.NEGATIVE_INFINITY : ln;
    return x >= 0 ? ln : Float.NaN;
  }

  /** {@code ln(1 + f) - f}. */
  static float tail(float f) {
    float s = f / (f + 2);
    float z = s * s;
    float h = f * f * 0.5f;
    float q = F2;
    q = Fma.of(q, z, F1);
    q = Fma.of(q, z, F0);
    return Fma.of(s, Fma.of(z, q, h), -h);
  }

  /** {@code k·ln 2 + f + tail}, where the first two can cancel. */
  static float sum(float k, float f, float tail) {
    float high = k * F_LN2;
    float sum = high + f;
    float rest = (high - sum) + f;
    return sum + (Fma.of(k, F_LN2_REST, tail) + rest);
  }

  /** {@code ln x}. */
  public static double of(double x) {
    boolean small = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(small ? x * D_RAISE : x) + D_LIFT;
    double k = Double.longBitsToDouble((bits >>> 52) | D_WHOLE) - (small ? D_RAISED_BIAS : D_BIAS);
    double f = Double.longBitsToDouble((bits & D_FRACTION) + D_ROOT) - 1;
    double ln = sum(k, f, tail(f));
    ln = x == Double.POSITIVE_INFINITY ? x : ln;
    ln = x == 0 ? Double.NEGATIVE_INFINITY : ln;
    return x >= 0 ? ln : Double.NaN;
  }

  /** {@code ln(1 + f) - f}. */
  static double tail(double f) {
    double s = f / (f + 2);
    double z = s * s;
    double h = f * f * 0.5;
    double q = D6;
    q = Fma.of(q, z, D5);
    q = Fma.of(q, z, D4);
    q = Fma.of(q, z, D3);
    q = Fma.of(q, z, D2);
    q = Fma.of(q, z, D1);
    q = Fma.of(q, z, D0);
    return Fma.of(s, Fma.of(z, q, h), -h);
  }

  /** {@code k·ln 2 + f + tail}, where the first two can cancel. */
  static double sum(double k, double f, double tail) {
    double high = k * D_LN2;
    double sum = high + f;
    double rest = (high - sum) + f;
    return sum + (Fma.of(k, D_LN2_REST, tail) + rest);
  }
}
