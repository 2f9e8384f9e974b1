package org.lockstep.model.loss;

import org.lockstep.model.kernel.Functions;
import org.lockstep.model.kernel.Log;

/**
 * {@code a = softmax(z)}, {@code L = -Σ y·log a = log Σ exp z - Σ y·z} for a one-hot y, by
 * log-sum-exp around the row's maximum; {@code dZ = a - y}.
 */
public record SoftmaxCrossEntropy() implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  @Override
  public String word() {
    return "softmax-cross-entropy";
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.SOFTMAX;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    for (int i = 0; i < rows; i++) {
      losses[i] = -shiftByMaximum(z, y, i * outputs, (i + 1) * outputs);
    }
    FUNCTIONS.exp(z, 0, rows * outputs);
    for (int i = 0; i < rows; i++) {
      losses[i] += Log.of(divideBySum(z, i * outputs, (i + 1) * outputs));
    }
  }

  /** z becomes z - max z; gives Σ y·(z - max z). */
  private static double shiftByMaximum(double[] z, double[] y, int from, int to) {
    double max = z[from];
    for (int j = from + 1; j < to; j++) {
      max = Math.max(max, z[j]);
    }
    double chosen = 0;
    for (int j = from; j < to; j++) {
      z[j] -= max;
      chosen += y[j] == 0 ? 0 : y[j] * z[j];
    }
    return chosen;
  }

  /** e becomes e / Σ e; gives Σ e. */
  private static double divideBySum(double[] e, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += e[j];
    }
    for (int j = from; j < to; j++) {
      e[j] /= sum;
    }
    return sum;
  }
}
