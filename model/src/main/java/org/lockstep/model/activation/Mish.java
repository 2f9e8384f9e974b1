package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/**
 * {@code z·tanh(softplus(z))}; derivative {@code T + z·σ(z)·(1 - T²)} with {@code T =
 * tanh(softplus(z))}. D. Misra, BMVC 2020.
 */
public record Mish() implements BlockActivation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

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
    Softplus.of(z, from, n, t);
    FUNCTIONS.tanh(t, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= t[i];
    }
  }

  @Override
  public void forward(double[] z, int from, int n, double[] s, double[] t) {
    Softplus.of(z, from, n, t);
    FUNCTIONS.tanh(t, 0, n);
    for (int i = 0; i < n; i++) {
      z[from + i] *= t[i];
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int n, float[] s, float[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    Softplus.of(z, from, n, t);
    FUNCTIONS.tanh(t, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= t[i] + z[from + i] * s[i] * (1 - t[i] * t[i]);
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int n, double[] s, double[] t) {
    System.arraycopy(z, from, s, 0, n);
    FUNCTIONS.sigmoid(s, 0, n);
    Softplus.of(z, from, n, t);
    FUNCTIONS.tanh(t, 0, n);
    for (int i = 0; i < n; i++) {
      d[from + i] *= t[i] + z[from + i] * s[i] * (1 - t[i] * t[i]);
    }
  }
}
