package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@code z·Φ(z)} with the normal distribution function {@code Φ(z) = ½·(1 + erf(z/√2))}; derivative
 * {@code Φ(z) + z·e^(-z²/2)/√(2π)}. D. Hendrycks and K. Gimpel, arXiv:1606.08415, 2016.
 */
public record Gelu() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();
  private static final double SQRT_HALF = 0.7071067811865476; // 1/√2
  private static final double DENSITY = 0.3989422804014327; // 1/√(2π)

  @Override
  public String word() {
    return "gelu";
  }

  @Override
  public Kept kept() {
    return Kept.Z;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T half = o.constant(0.5);
    T phi = o.multiply(half, o.add(o.constant(1), o.erf(o.multiply(z, o.constant(SQRT_HALF)))));
    return o.multiply(z, phi);
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    for (int i = 0; i < n; i++) {
      s[i] = z[from + i] * (float) SQRT_HALF;
    }
    FUNCTIONS.erf(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= 0.5f * (1 + s[i]);
    }
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    for (int i = 0; i < n; i++) {
      s[i] = z[from + i] * SQRT_HALF;
    }
    FUNCTIONS.erf(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= 0.5 * (1 + s[i]);
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int n, float[] s, float[] t) {
    float height = (float) DENSITY;
    for (int i = 0; i < n; i++) {
      s[i] = z[from + i] * (float) SQRT_HALF;
      t[i] = -0.5f * z[from + i] * z[from + i];
    }
    FUNCTIONS.erf(s, 0, n);
    FUNCTIONS.exp(t, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= 0.5f * (1 + s[i]) + z[from + i] * height * t[i];
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int n, double[] s, double[] t) {
    double height = DENSITY;
    for (int i = 0; i < n; i++) {
      s[i] = z[from + i] * SQRT_HALF;
      t[i] = -0.5 * z[from + i] * z[from + i];
    }
    FUNCTIONS.erf(s, 0, n);
    FUNCTIONS.exp(t, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= 0.5 * (1 + s[i]) + z[from + i] * height * t[i];
    }
  }
}
