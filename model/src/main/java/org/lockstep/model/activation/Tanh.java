package org.lockstep.model.activation;

import org.lockstep.model.kernel.Functions;

/** Hyperbolic tangent; derivative {@code 1 - A²}. */
public record Tanh() implements Activation {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "tanh";
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
    return o.tanh(z);
  }

  @Override
  public void forward(float[] z, int from, int to) {
    FUNCTIONS.tanh(z, from, to);
  }

  @Override
  public void forward(double[] z, int from, int to) {
    FUNCTIONS.tanh(z, from, to);
  }

  @Override
  public void backward(float[] d, float[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= 1 - a[i] * a[i];
    }
  }

  @Override
  public void backward(double[] d, double[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      d[i] *= 1 - a[i] * a[i];
    }
  }
}
