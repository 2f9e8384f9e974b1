package org.lockstep.model.loss;

/**
 * {@code a = softmax(z)}, {@code L = -Σ y·log a = log Σ exp z - Σ y·z} for a one-hot y, by
 * log-sum-exp around the row's maximum; {@code dZ = a - y}.
 */
public record SoftmaxCrossEntropy() implements OutputLoss {
  @Override
  public String word() {
    return "softmax-cross-entropy";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SOFTMAX;
  }

  @Override
  public double forwardRow(double[] z, double[] y, int outputs) {
    double max = z[0];
    for (int j = 1; j < outputs; j++) {
      max = Math.max(max, z[j]);
    }
    double sum = 0;
    double chosen = 0; // Σ y·(z - max)
    for (int j = 0; j < outputs; j++) {
      double shifted = z[j] - max;
      chosen += y[j] == 0 ? 0 : y[j] * shifted;
      z[j] = Math.exp(shifted);
      sum += z[j];
    }
    for (int j = 0; j < outputs; j++) {
      z[j] /= sum;
    }
    return Math.log(sum) - chosen;
  }

  @Override
  public void backwardRow(double[] a, double[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      a[j] -= y[j];
    }
  }
}
