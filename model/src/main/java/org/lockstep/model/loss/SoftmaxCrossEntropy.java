package org.lockstep.model.loss;

import java.util.Optional;
import org.lockstep.model.kernel.Functions;
import org.lockstep.model.kernel.Log;

/**
 * {@code a = softmax(z)}, {@code L = -Σ y'·log a = log Σ exp z - Σ y'·z} by log-sum-exp around the
 * row's maximum; {@code dZ = a - y'}. With K classes, {@code y' = (1-ε)·y + ε/K} for a one-hot y:
 * C. Szegedy et al., "Rethinking the Inception Architecture", CVPR 2016.
 *
 * @param smoothing ε in [0, 1)
 */
public record SoftmaxCrossEntropy(double smoothing) implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  public SoftmaxCrossEntropy {
    Smoothing.check(smoothing);
  }

  /** Without smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  @Override
  public String word() {
    return "softmax-cross-entropy";
  }

  @Override
  public Optional<String> constantName() {
    return Optional.of(Smoothing.NAME);
  }

  @Override
  public Optional<String> constantRange() {
    return Optional.of(Smoothing.RANGE);
  }

  @Override
  public double constant() {
    return smoothing;
  }

  @Override
  public OutputLoss withConstant(double value) {
    return new SoftmaxCrossEntropy(value);
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

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    Smoothing.subtractTargets(a, y, rows * outputs, smoothing, outputs);
  }

  /** Replaces z with z - max z; returns Σ y'·(z - max z). */
  private double shiftByMaximum(double[] z, double[] y, int from, int to) {
    double max = z[from];
    for (int j = from + 1; j < to; j++) {
      max = Math.max(max, z[j]);
    }
    double share = smoothing / (to - from);
    double chosen = 0;
    for (int j = from; j < to; j++) {
      z[j] -= max;
      double target = (1 - smoothing) * y[j] + share;
      chosen += target == 0 ? 0 : target * z[j];
    }
    return chosen;
  }

  /** Replaces e with e / Σ e; returns Σ e. */
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
