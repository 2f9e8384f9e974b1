package org.lockstep.model.activation;

/** The step function, in branch-free loops. */
final class Steps {
  /** Lifts the smallest positive number above 1 if applied twice. */
  private static final float RAISE = 0x1p100f;

  private static final double RAISE_DOUBLE = 0x1p1000;

  private Steps() {}

  /** {@code s[i] = x[from + i] > 0 ? 1 : 0} for i in [0, n). */
  static void above(float[] x, int from, int n, float[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = Math.max(raised(x[from + i]), 0);
    }
  }

  /** {@code s[i] = x[from + i] > 0 ? 1 : 0} for i in [0, n). */
  static void above(double[] x, int from, int n, double[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = Math.max(raised(x[from + i]), 0);
    }
  }

  /** {@code d = d ⊙ (A > 0 ? 1 : s)} for i in [from, to). */
  static void multiplyBySlope(float[] d, float[] a, float s, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= Math.max(raised(a[i]), s);
    }
  }

  /** {@code d = d ⊙ (A > 0 ? 1 : s)} for i in [from, to). */
  static void multiplyBySlope(double[] d, double[] a, double s, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= Math.max(raised(a[i]), s);
    }
  }

  /** 1 if x > 0, however small; otherwise not positive. */
  private static float raised(float x) {
    return Math.min(Math.min(x * RAISE, 1) * RAISE, 1);
  }

  private static double raised(double x) {
    return Math.min(Math.min(x * RAISE_DOUBLE, 1) * RAISE_DOUBLE, 1);
  }
}
