package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@code ln(1 + e^z)}, computed as {@code max(z, 0) + ln(1 + e^-|z|)}; derivative {@code 1 - e^-A}.
 * C. Dugas et al., NIPS 2000.
 */
public record Softplus() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "softplus";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return o.softplus(z);
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    of(z, from, n, s);
    System.arraycopy(s, 0, z, from, n);
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    of(z, from, n, s);
    System.arraycopy(s, 0, z, from, n);
  }

  @Override
  public void backward(float[] d, float[] a, int from, int n, float[] s, float[] t) {
    for (int i = 0; i < n; i++) {
      s[i] = -a[from + i];
    }
    FUNCTIONS.expm1(s, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= -s[i];
    }
  }

  @Override
  public void backward(double[] d, double[] a, int from, int n, double[] s, double[] t) {
    for (int i = 0; i < n; i++) {
      s[i] = -a[from + i];
    }
    FUNCTIONS.expm1(s, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= -s[i];
    }
  }

  /** {@code s[i] = softplus(z[from + i])} for i in [0, n). */
  static void of(float[] z, int from, int n, float[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = -Math.abs(z[from + i]);
    }
    FUNCTIONS.exp(s, 0, n);
    FUNCTIONS.log1p(s, 0, n);
    for (int i = 0; i < n; i++) {
      s[i] += Math.max(z[from + i], 0);
    }
  }

  /** {@code s[i] = softplus(z[from + i])} for i in [0, n). */
  static void of(double[] z, int from, int n, double[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = -Math.abs(z[from + i]);
    }
    FUNCTIONS.exp(s, 0, n);
    FUNCTIONS.log1p(s, 0, n);
    for (int i = 0; i < n; i++) {
      s[i] += Math.max(z[from + i], 0);
    }
  }
}
