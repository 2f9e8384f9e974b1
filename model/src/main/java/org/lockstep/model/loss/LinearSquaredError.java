package org.lockstep.model.loss;

/** {@code a = z}, {@code L = ½‖a - y‖²}; {@code dZ = a - y}. */
public record LinearSquaredError() implements OutputLoss {
  @Override
  public String word() {
    return "linear-squared-error";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.LINEAR;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    halfSquaredDistances(z, y, rows, outputs, losses);
  }

  /** ½‖a - y‖² of each row. */
  static void halfSquaredDistances(double[] a, double[] y, int rows, int outputs, double[] losses) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        sum += (a[j] - y[j]) * (a[j] - y[j]);
      }
      losses[i] = sum / 2;
    }
  }
}
