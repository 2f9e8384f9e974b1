package org.lockstep.model.loss;

import org.lockstep.model.kernel.Functions;

/** {@code a = σ(z)}, {@code L = ½‖a - y‖²}; {@code dZ = (a - y) ⊙ a ⊙ (1 - a)}. */
public record SigmoidSquaredError() implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "sigmoid-squared-error";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SIGMOID;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    FUNCTIONS.sigmoid(z, 0, rows * outputs);
    LinearSquaredError.halfSquaredDistances(z, y, rows, outputs, losses);
  }

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    for (int i = 0; i < rows * outputs; i++) {
      a[i] = (a[i] - y[i]) * a[i] * (1 - a[i]);
    }
  }
}
