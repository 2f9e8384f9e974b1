package org.lockstep.model.activation;

/**
 * {@code z·h(z)} with {@code h(z) = max(0, min(1, z/6 + 1/2))}: SiLU with a piecewise linear
 * sigmoid.
 */
public record HardSwish() implements Activation {
  @Override
  public String word() {
    return "hard-swish";
  }

  @Override
  public Kept kept() {
    return Kept.Z;
  }

  @Override
  public int kinks() {
    return 2;
  }

  @Override
  public int kinksBelow(double z) {
    return z >= 3 ? 2 : z > -3 ? 1 : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    T line = o.add(o.multiply(o.constant(1 / 6.0), z), o.constant(0.5));
    return o.multiply(z, o.max(o.constant(0), o.min(o.constant(1), line)));
  }

  @Override
  public void forward(float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] *= Math.max(Math.min(z[i] * (1 / 6f) + 0.5f, 1), 0);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] *= Math.max(Math.min(z[i] * (1 / 6.0) + 0.5, 1), 0);
    }
  }

  @Override
  public void backward(float[] d, float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      float h = Math.max(Math.min(z[i] * (1 / 6f) + 0.5f, 1), 0);
      float sloping = Math.min(Math.min(h, 1 - h) * 0x1p60f, 1); // 1 where h' is not 0
      d[i] *= h + sloping * (Math.max(Math.min(z[i], 3), -3) * (1 / 6f));
    }
  }

  @Override
  public void backward(double[] d, double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      double h = Math.max(Math.min(z[i] * (1 / 6.0) + 0.5, 1), 0);
      double sloping = Math.min(Math.min(h, 1 - h) * 0x1p60, 1); // 1 where h' is not 0
      d[i] *= h + sloping * (Math.max(Math.min(z[i], 3), -3) * (1 / 6.0));
    }
  }
}
