package org.lockstep.model.loss;

import org.lockstep.model.kernel.Functions;

/**
 * {@code a = σ(z)}, {@code L = -Σ y·log a + (1-y)·log(1-a) = Σ max(z, 0) - y·z + log(1 +
 * exp(-|z|))}; {@code dZ = a - y}.
 */
public record SigmoidCrossEntropy() implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "sigmoid-cross-entropy";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SIGMOID;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    int length = rows * outputs;
    for (int i = 0; i < length; i++) {
      work[i] = -Math.abs(z[i]);
    }
    FUNCTIONS.exp(work, 0, length);
    FUNCTIONS.log1p(work, 0, length);
    for (int i = 0; i < rows; i++) {
      double loss = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        loss += Math.max(z[j], 0) - y[j] * z[j] + work[j];
      }
      losses[i] = loss;
    }
    FUNCTIONS.sigmoid(z, 0, length);
  }
}
