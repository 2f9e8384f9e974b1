package org.lockstep.model.loss;

/**
 * {@code a = σ(z)}, {@code L = -Σ y·log a + (1-y)·log(1-a) = Σ max(z, 0) - y·z + log(1 +
 * exp(-|z|))}; {@code dZ = a - y}.
 */
public record SigmoidCrossEntropy() implements OutputLoss {
  @Override
  public String word() {
    return "sigmoid-cross-entropy";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SIGMOID;
  }

  @Override
  public double forwardRow(double[] z, double[] y, int outputs) {
    double loss = 0;
    for (int j = 0; j < outputs; j++) {
      loss += Math.max(z[j], 0) - y[j] * z[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
      z[j] = RowFunctions.sigmoid(z[j]);
    }
    return loss;
  }

  @Override
  public void backwardRow(double[] a, double[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      a[j] -= y[j];
    }
  }
}
