package org.lockstep.model.loss;

import java.util.Optional;
import org.lockstep.model.kernel.Functions;

/**
 * {@code a = σ(z)}, {@code L = -Σ y'·log a + (1-y')·log(1-a) = Σ max(z, 0) - y'·z + log(1 +
 * exp(-|z|))}; {@code dZ = a - y'}. Each output has two classes, 0 and 1, so {@code y' = (1-ε)·y +
 * ε/2}.
 *
 * @param smoothing ε in [0, 1)
 */
public record SigmoidCrossEntropy(double smoothing) implements OutputLoss {
  private static final Functions FUNCTIONS = Functions.ofThisJvm();

  public SigmoidCrossEntropy {
    Smoothing.check(smoothing);
  }

  /** Without smoothing. */
  public SigmoidCrossEntropy() {
    this(0);
  }

  @Override
  public String word() {
    return "sigmoid-cross-entropy";
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
    return new SigmoidCrossEntropy(value);
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
        double target = (1 - smoothing) * y[j] + smoothing / 2;
        loss += Math.max(z[j], 0) - target * z[j] + work[j];
      }
      losses[i] = loss;
    }
    FUNCTIONS.sigmoid(z, 0, length);
  }

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    Smoothing.subtractTargets(a, y, rows * outputs, smoothing, 2);
  }
}
