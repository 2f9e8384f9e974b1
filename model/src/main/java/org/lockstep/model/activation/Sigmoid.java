package org.lockstep.model.activation;

/** {@code 1 / (1 + exp(-z))}; derivative {@code A·(1 - A)}. */
public record Sigmoid() implements Activation {
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
  public void forward(float[] z, int from, int to) {
    for (int i = from; i < to; i++) { // σ(z) = ½·(1 + tanh(z/2))
      z[i] = 0.5f + 0.5f * Tanh.of(0.5f * z[i]);
    }
  }

  @Override
  public void forward(double[] z, int from, int to) {
    for (int i = from; i < to; i++) {
      z[i] = 1 / (1 + Math.exp(-z[i]));
    }
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
