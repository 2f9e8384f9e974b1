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
      float raised =
          Math.min(x[from + i] * RAISE, 1) * RAISE; // at least 1 for any x > 0, however small
      s[i] = Math.max(Math.min(raised, 1), 0);
    }
  }

  /** {@code s[i] = x[from + i] > 0 ? 1 : 0} for i in [0, n). */
  static void above(double[] x, int from, int n, double[] s) {
    for (int i = 0; i < n; i++) {
      double raised =
          Math.min(x[from + i] * RAISE_DOUBLE, 1)
              * RAISE_DOUBLE; // at least 1 for any x > 0, however small
      s[i] = Math.max(Math.min(raised, 1), 0);
    }
  }
}
