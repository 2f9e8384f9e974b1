package org.lockstep.model.loss;

import java.util.Optional;

/**
 * {@code a = z}, {@code d = a - y}, {@code L = Σ ½d²} where |d| ≤ δ, else {@code δ·(|d| - ½δ)};
 * {@code dZ = min(δ, max(-δ, d))}. P. Huber, "Robust Estimation of a Location Parameter", 1964.
 *
 * @param delta δ, positive: larger errors count linearly rather than quadratically
 */
public record LinearHuber(double delta) implements OutputLoss {
  public LinearHuber {
    if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a delta of " + delta);
    }
  }

  /** With a delta of 1. */
  public LinearHuber() {
    this(1);
  }

  @Override
  public String word() {
    return "linear-huber";
  }

  @Override
  public Optional<String> constantName() {
    return Optional.of("delta");
  }

  @Override
  public Optional<String> constantRange() {
    return Optional.of("a delta greater than 0");
  }

  @Override
  public double constant() {
    return delta;
  }

  @Override
  public OutputLoss withConstant(double value) {
    return new LinearHuber(value);
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.LINEAR;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        double size = Math.abs(z[j] - y[j]);
        double square = Math.min(size, delta); // the part of |d| that counts quadratically
        sum += square * (size - square / 2);
      }
      losses[i] = sum;
    }
  }

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    for (int i = 0; i < rows * outputs; i++) {
      a[i] = Math.min(delta, Math.max(-delta, a[i] - y[i]));
    }
  }
}
