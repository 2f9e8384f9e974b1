package org.lockstep.model.loss;

/** {@code a = σ(z)}, {@code L = ½‖a - y‖²}; {@code dZ = (a - y) ⊙ a ⊙ (1 - a)}. */
public record SigmoidSquaredError() implements OutputLoss {
  @Override
  public String word() {
    return "sigmoid-squared-error";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SIGMOID;
  }

  @Override
  public double forwardRow(double[] z, double[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      z[j] = RowFunctions.sigmoid(z[j]);
    }
    return RowFunctions.halfSquaredDistance(z, y, outputs);
  }

  @Override
  public void backwardRow(double[] a, double[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      a[j] = (a[j] - y[j]) * a[j] * (1 - a[j]);
    }
  }
}
