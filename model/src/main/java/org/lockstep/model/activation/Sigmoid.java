package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/** {@code 1 / (1 + exp(-z))}; derivative {@code A·(1 - A)}. */
public record Sigmoid() implements Activation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "sigmoid";
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
  public <T> T formula(Operators<T> o, T z) {
    return o.sigmoid(z);
  }

  @Override
  public void forward(float[] z, int from, int to) {
    FUNCTIONS.sigmoid(z, from, to);
  }

  @Override
  public void forward(double[] z, int from, int to) {
    FUNCTIONS.sigmoid(z, from, to);
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= a[i] * (1 - a[i]);
    }
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= a[i] * (1 - a[i]);
    }
  }
}
