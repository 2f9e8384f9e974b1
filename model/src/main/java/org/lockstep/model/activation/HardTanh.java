package org.lockstep.model.activation;

/** {@code max(-1, min(1, z))}; derivative 1 for {@code |A| < 1}, otherwise 0. */
public record HardTanh() implements Activation {
  @Override
  public String word() {
    return "hard-tanh";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public int kinks() {
    return 2;
  }

  @Override
  public int kinksBelow(double a) {
    return a >= 1 ? 2 : a > -1 ? 1 : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return o.max(o.constant(-1), o.min(o.constant(1), z));
  }

  @Override
  public void forward(float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = Math.max(Math.min(z[i], 1), -1);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = Math.max(Math.min(z[i], 1), -1);
    }
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      float raised =
          Math.min((1 - Math.abs(a[i])) * 0x1p60f, 1); // inside: at least 2^-53, raised to 1
      d[i] *= raised;
    }
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      double raised =
          Math.min((1 - Math.abs(a[i])) * 0x1p60, 1); // inside: at least 2^-53, raised to 1
      d[i] *= raised;
    }
  }
}
