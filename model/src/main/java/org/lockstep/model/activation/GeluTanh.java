package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@link Gelu}, approximated by {@code ½·z·(1 + T)} with {@code T = tanh(√(2/π)·(z +
 * 0.044715·z³))}; derivative {@code ½·(1 + T) + ½·z·(1 - T²)·√(2/π)·(1 + 3·0.044715·z²)}. D.
 * Hendrycks and K. Gimpel, arXiv:1606.08415, 2016.
 */
public record GeluTanh() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();
  private static final double FACTOR = 0.7978845608028654; // √(2/π)
  private static final double CUBIC = 0.044715;
  private static final int FLAT = 64; // beyond ±64, T is ±1 and squares can overflow

  @Override
  public String word() {
    return "gelu-tanh";
  }

  @Override
  public Kept kept() {
    return Kept.Z;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T cube = o.multiply(o.multiply(z, z), o.multiply(z, o.constant(CUBIC)));
    T tanh = o.tanh(o.multiply(o.constant(FACTOR), o.add(z, cube)));
    return o.multiply(o.multiply(z, o.constant(0.5)), o.add(o.constant(1), tanh));
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    inner(z, from, n, s);
    for (int i = 0; i < n; i++) {
      z[from + i] *= 0.5f * (1 + s[i]);
    }
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    inner(z, from, n, s);
    for (int i = 0; i < n; i++) {
      z[from + i] *= 0.5 * (1 + s[i]);
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int n, float[] s, float[] t) {
    float factor = (float) (0.5 * FACTOR);
    float cubic = (float) (3 * CUBIC);
    inner(z, from, n, s);
    for (int i = 0; i < n; i++) {
      float x = Math.max(Math.min(z[from + i], FLAT), -FLAT);
      d[from + i] *= 0.5f * (1 + s[i]) + x * (1 - s[i] * s[i]) * (factor * (1 + cubic * x * x));
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int n, double[] s, double[] t) {
    double factor = (0.5 * FACTOR);
    double cubic = (3 * CUBIC);
    inner(z, from, n, s);
    for (int i = 0; i < n; i++) {
      double x = Math.max(Math.min(z[from + i], FLAT), -FLAT);
      d[from + i] *= 0.5 * (1 + s[i]) + x * (1 - s[i] * s[i]) * (factor * (1 + cubic * x * x));
    }
  }

  /** Computes T for the elements [from, from + n). */
  private static void inner(float[] z, int from, int n, float[] s) {
    float factor = (float) FACTOR;
    float cubic = (float) CUBIC;
    for (int i = 0; i < n; i++) {
      float x = z[from + i];
      s[i] = factor * (x + cubic * x * x * x);
    }
    FUNCTIONS.tanh(s, 0, n);
  }

  /** Computes T for the elements [from, from + n). */
  private static void inner(double[] z, int from, int n, double[] s) {
    double factor = FACTOR;
    double cubic = CUBIC;
    for (int i = 0; i < n; i++) {
      double x = z[from + i];
      s[i] = factor * (x + cubic * x * x * x);
    }
    FUNCTIONS.tanh(s, 0, n);
  }
}
