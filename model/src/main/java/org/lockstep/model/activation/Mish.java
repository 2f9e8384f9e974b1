package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@code z·T} with {@code T = tanh(softplus(z))}; derivative {@code T + z·σ(z)·(1 - T²)}. D. Misra,
 * BMVC 2020. With {@code e = e^z} and {@code r = e·(e + 2)}, {@code T = r / (r + 2)} and {@code
 * σ·(1 - T²) = 4e·(1 + e) / (r + 2)²}: one exponential instead of four functions.
 */
public record Mish() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  private static final float LARGEST_FLOAT = 20;
  private static final double LARGEST_DOUBLE = 40;

  @Override
  public String word() {
    return "mish";
  }

  @Override
  public Kept kept() {
    return Kept.Z;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return o.multiply(z, o.tanh(o.softplus(z)));
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    clamp(z, from, n, s);
    FUNCTIONS.exp(s, 0, n);
    for (int i = 0; i < n; i++) {
      float r = s[i] * (s[i] + 2);
      s[i] = r / (r + 2);
    }
    for (int i = 0; i < n; i++) {
      z[from + i] *= s[i];
    }
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    clamp(z, from, n, s);
    FUNCTIONS.exp(s, 0, n);
    for (int i = 0; i < n; i++) {
      double r = s[i] * (s[i] + 2);
      s[i] = r / (r + 2);
    }
    for (int i = 0; i < n; i++) {
      z[from + i] *= s[i];
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int n, float[] s, float[] t) {
    clamp(z, from, n, t);
    System.arraycopy(t, 0, s, 0, n);
    FUNCTIONS.exp(s, 0, n);
    for (int i = 0; i < n; i++) {
      float r = s[i] * (s[i] + 2);
      float q = 1 / (r + 2);
      s[i] = (r + 4 * t[i] * s[i] * (1 + s[i]) * q) * q;
    }
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i];
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int n, double[] s, double[] t) {
    clamp(z, from, n, t);
    System.arraycopy(t, 0, s, 0, n);
    FUNCTIONS.exp(s, 0, n);
    for (int i = 0; i < n; i++) {
      double r = s[i] * (s[i] + 2);
      double q = 1 / (r + 2);
      s[i] = (r + 4 * t[i] * s[i] * (1 + s[i]) * q) * q;
    }
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i];
    }
  }

  /** Limits z to where T and the derivative reach 1 in this precision. */
  private static void clamp(float[] z, int from, int n, float[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = Math.min(z[from + i], LARGEST_FLOAT);
    }
  }

  /** The same in double precision. */
  private static void clamp(double[] z, int from, int n, double[] s) {
    for (int i = 0; i < n; i++) {
      s[i] = Math.min(z[from + i], LARGEST_DOUBLE);
    }
  }
}
