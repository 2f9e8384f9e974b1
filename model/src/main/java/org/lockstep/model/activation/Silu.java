package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@code z·σ(z)} with {@code σ(z) = 1 / (1 + e^-z)}; derivative {@code σ·(1 + z·(1 - σ))}. D.
 * Hendrycks and K. Gimpel, arXiv:1606.08415, 2016; also called swish.
 */
public record Silu() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "silu";
  }

  @Override
  public Kept kept() {
    return Kept.Z;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return o.multiply(z, o.sigmoid(z));
  }

  @Override
  public void forward(float[] z, int from, int n, float[] s, float[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= s[i];
    }
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= s[i];
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int n, float[] s, float[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i] * (1 + z[from + i] * (1 - s[i]));
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int n, double[] s, double[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= s[i] * (1 + z[from + i] * (1 - s[i]));
    }
  }
}
