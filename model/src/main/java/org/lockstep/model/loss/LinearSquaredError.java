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
  public double forwardRow(double[] z, double[] y, int outputs) {
    return RowFunctions.halfSquaredDistance(z, y, outputs);
  }

  @Override
  public void backwardRow(double[] a, double[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      a[j] -= y[j];
    }
  }
}
