package org.lockstep.model.loss;

/** {@code a = z}, {@code L = Σ |a - y|}; {@code dZ = sign(a - y)}, 0 where they are equal. */
public record LinearAbsoluteError() implements OutputLoss {
  @Override
  public String word() {
    return "linear-absolute-error";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.LINEAR;
  }

  @Override
  public boolean hasKink() {
    return true;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        sum += Math.abs(z[j] - y[j]);
      }
      losses[i] = sum;
    }
  }

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    for (int i = 0; i < rows * outputs; i++) {
      a[i] = Math.signum(a[i] - y[i]);
    }
  }
}
