package org.lockstep.model.kernel;

/**
 * Computes {@code a·b + c}, rounded once, as {@link Math#fma} defines it: by the processor's
 * instruction if there is one. Otherwise the JVM would compute in {@code BigDecimal}, ten thousand
 * times slower; error-free transformations take a few dozen operations instead.
 */
final class Fma {
  private static final boolean IS_AN_INSTRUCTION = JvmFlags.fmaIsAnInstruction();

  /** Splits the 53 bits of a double into halves: T. Dekker, Numerische Mathematik 18, 1971. */
  private static final double SPLITTER = 0x1p27 + 1;

  // Within these limits, no product, partial product or error of a sum leaves the normal range.
  private static final double LEAST = 0x1p-400;
  private static final double MOST = 0x1p400;

  private Fma() {}

  static float of(float a, float b, float c) {
    return IS_AN_INSTRUCTION ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  static double of(double a, double b, double c) {
    return IS_AN_INSTRUCTION ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  /** A double holds the product exactly. The sum is rounded to odd, then to a float as if exact. */
  static float emulated(float a, float b, float c) {
    return (float) sumToOdd((double) a * b, c);
  }

  /**
   * Follows S. Boldo and G. Melquiond, "Emulation of FMA and correctly rounded sums: proved
   * algorithms using rounding to odd", IEEE Transactions on Computers 57, 2008.
   */
  static double emulated(double a, double b, double c) {
    if (!(isModerate(a) && isModerate(b) && isModerate(c))) {
      return Math.fma(a, b, c);
    }
    if (a == 0 || b == 0 || c == 0) {
      return a * b + c;
    }
    double product = a * b;
    double productRest = restOfProduct(a, b, product);
    double low = c + productRest;
    double lowRest = restOfSum(c, productRest, low);
    double high = product + low;
    double highRest = restOfSum(product, low, high);
    return high + sumToOdd(lowRest, highRest);
  }

  private static boolean isModerate(double x) {
    double magnitude = Math.abs(x);
    return x == 0 || (magnitude >= LEAST && magnitude <= MOST);
  }

  /** {@code a·b - product}, exactly. */
  private static double restOfProduct(double a, double b, double product) {
    double shiftedA = SPLITTER * a;
    double highA = shiftedA - (shiftedA - a);
    double lowA = a - highA;
    double shiftedB = SPLITTER * b;
    double highB = shiftedB - (shiftedB - b);
    double lowB = b - highB;
    return ((highA * highB - product) + highA * lowB + lowA * highB) + lowA * lowB;
  }

  /** {@code x + y - sum}, exactly (D. Knuth). */
  private static double restOfSum(double x, double y, double sum) {
    double part = sum - x;
    return (x - (sum - part)) + (y - part);
  }

  /** {@code x + y}; if that is not exact, whichever of its two neighbours has a last bit of 1. */
  private static double sumToOdd(double x, double y) {
    double sum = x + y;
    double rest = restOfSum(x, y, sum);
    long bits = Double.doubleToRawLongBits(sum);
    if (rest == 0 || Double.isNaN(rest) || (bits & 1) == 1) {
      return sum; // of an infinite sum, rest is NaN
    }
    return Double.longBitsToDouble(bits + ((rest > 0) == (sum > 0) ? 1 : -1));
  }
}
