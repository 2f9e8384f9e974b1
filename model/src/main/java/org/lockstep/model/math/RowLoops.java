package org.lockstep.model.math;

/**
 * Loops over single rows, each in its own array from element 0 on. The JIT compiler vectorises such
 * loops. It does not if arrays that could be the same one begin at different offsets, which costs
 * more than copying a row. All loops are element-wise: the same bits on every processor.
 */
final class RowLoops {
  private RowLoops() {}

  /** {@code y = y + b}. */
  static void add(float[] y, float[] b, int n) {
    for (int j = 0; j < n; j++) {
      y[j] += b[j];
    }
  }

  /** {@code y = y + b}. */
  static void add(double[] y, double[] b, int n) {
    for (int j = 0; j < n; j++) {
      y[j] += b[j];
    }
  }

  /** {@code y = y ⊙ s}. */
  static void multiply(float[] y, float[] s, int n) {
    for (int j = 0; j < n; j++) {
      y[j] *= s[j];
    }
  }

  /** {@code y = y ⊙ s}. */
  static void multiply(double[] y, double[] s, int n) {
    for (int j = 0; j < n; j++) {
      y[j] *= s[j];
    }
  }

  /** {@code y = y ⊙ s + b}. */
  static void affine(float[] y, float[] s, float[] b, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = y[j] * s[j] + b[j];
    }
  }

  /** {@code y = y ⊙ s + b}. */
  static void affine(double[] y, double[] s, double[] b, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = y[j] * s[j] + b[j];
    }
  }

  /** {@code y = y + α ⊙ (a - y)}. */
  static void mix(float[] y, float[] a, float[] alpha, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = y[j] + alpha[j] * (a[j] - y[j]);
    }
  }

  /** {@code y = y + α ⊙ (a - y)}. */
  static void mix(double[] y, double[] a, double[] alpha, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = y[j] + alpha[j] * (a[j] - y[j]);
    }
  }

  /** {@code s = s ± ((a + b) + (c + d))}. */
  static void addFour(float[] s, float[] a, float[] b, float[] c, float[] d, int n, float sign) {
    for (int j = 0; j < n; j++) {
      s[j] += sign * ((a[j] + b[j]) + (c[j] + d[j]));
    }
  }

  /** {@code s = s ± ((a + b) + (c + d))}. */
  static void addFour(
      double[] s, double[] a, double[] b, double[] c, double[] d, int n, double sign) {
    for (int j = 0; j < n; j++) {
      s[j] += sign * ((a[j] + b[j]) + (c[j] + d[j]));
    }
  }

  /** {@code s = s ± x ⊙ y}. */
  static void addProducts(float[] s, float[] x, float[] y, int n, float sign) {
    for (int j = 0; j < n; j++) {
      s[j] += sign * (x[j] * y[j]);
    }
  }

  /** {@code s = s ± x ⊙ y}. */
  static void addProducts(double[] s, double[] x, double[] y, int n, double sign) {
    for (int j = 0; j < n; j++) {
      s[j] += sign * (x[j] * y[j]);
    }
  }

  /** {@code s = s + (x - μ)²}. */
  static void addSquares(float[] s, float[] x, float[] mean, int n) {
    for (int j = 0; j < n; j++) {
      float d = x[j] - mean[j];
      s[j] += d * d;
    }
  }

  /** {@code s = s + (x - μ)²}. */
  static void addSquares(double[] s, double[] x, double[] mean, int n) {
    for (int j = 0; j < n; j++) {
      double d = x[j] - mean[j];
      s[j] += d * d;
    }
  }

  /** {@code x = (x - μ) ⊙ r}. */
  static void normalize(float[] x, float[] mean, float[] r, int n) {
    for (int j = 0; j < n; j++) {
      x[j] = (x[j] - mean[j]) * r[j];
    }
  }

  /** {@code x = (x - μ) ⊙ r}. */
  static void normalize(double[] x, double[] mean, double[] r, int n) {
    for (int j = 0; j < n; j++) {
      x[j] = (x[j] - mean[j]) * r[j];
    }
  }

  /** {@code d = f ⊙ (d - part·(s + x ⊙ p))}. */
  static void columnDerivative(
      float[] d, float[] x, float[] f, float[] s, float[] p, int n, float part) {
    for (int j = 0; j < n; j++) {
      d[j] = f[j] * (d[j] - part * (s[j] + x[j] * p[j]));
    }
  }

  /** {@code d = f ⊙ (d - part·(s + x ⊙ p))}. */
  static void columnDerivative(
      double[] d, double[] x, double[] f, double[] s, double[] p, int n, double part) {
    for (int j = 0; j < n; j++) {
      d[j] = f[j] * (d[j] - part * (s[j] + x[j] * p[j]));
    }
  }

  /** {@code x = x - mean}. */
  static void subtract(float[] x, int n, float mean) {
    for (int j = 0; j < n; j++) {
      x[j] -= mean;
    }
  }

  /** {@code x = x - mean}. */
  static void subtract(double[] x, int n, double mean) {
    for (int j = 0; j < n; j++) {
      x[j] -= mean;
    }
  }

  /** {@code x = factor·x}. */
  static void multiply(float[] x, int n, float factor) {
    for (int j = 0; j < n; j++) {
      x[j] *= factor;
    }
  }

  /** {@code x = factor·x}. */
  static void multiply(double[] x, int n, double factor) {
    for (int j = 0; j < n; j++) {
      x[j] *= factor;
    }
  }

  /** {@code d = factor·(d - mean - share·x)}. */
  static void rowDerivative(float[] d, float[] x, int n, float factor, float mean, float share) {
    for (int j = 0; j < n; j++) {
      d[j] = factor * (d[j] - mean - x[j] * share);
    }
  }

  /** {@code d = factor·(d - mean - share·x)}. */
  static void rowDerivative(
      double[] d, double[] x, int n, double factor, double mean, double share) {
    for (int j = 0; j < n; j++) {
      d[j] = factor * (d[j] - mean - x[j] * share);
    }
  }
}
