package org.lockstep.model.activation;

/** {@code max(0, z)}; derivative 0 for {@code z <= 0}. A is positive exactly where Z is. */
public record Relu() implements Activation {
  @Override
  public String word() {
    return "relu";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public boolean isReluFamily() {
    return true;
  }

  @Override
  public int kinks() {
    return 1;
  }

  @Override
  public int kinksBelow(double a) {
    return a > 0 ? 1 : 0;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return o.max(z, o.constant(0));
  }

  @Override
  public void forward(float[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = Math.max(z[i], 0);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = Math.max(z[i], 0);
    }
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    Steps.multiplyBySlope(d, a, 0, from, to);
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    Steps.multiplyBySlope(d, a, 0, from, to);
  }
}
