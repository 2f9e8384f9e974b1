package org.lockstep.model.activation;

/** {@code z}; derivative 1. */
public record Identity() implements Activation {
  @Override
  public String word() {
    return "identity";
  }

  @Override
  public Kept kept() {
    return Kept.A;
  }

  @Override
  public <T> T formula(Operators<T> o, T z) {
    return z;
  }

  @Override
  public void forward(float[] z, int from, int to) {}

  @Override
  public void forward(double[] z, int from, int to) {}

  @Override
  public void backward(float[] d, float[] a, int from, int to) {}

  @Override
  public void backward(double[] d, double[] a, int from, int to) {}
}
