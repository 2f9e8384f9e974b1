package org.lockstep.model.loss;

import java.util.Optional;

/**
 * {@code a = z}, {@code d = a - y}, {@code L = Σ max((1-q)·d, -q·d)}, minimised by the q-quantile
 * of the targets; {@code dZ = 1-q} if {@code a > y}, {@code -q} if {@code a < y}, 0 if they are
 * equal. R. Koenker and G. Bassett, "Regression Quantiles", 1978.
 *
 * @param quantile q in (0, 1)
 */
public record LinearQuantile(double quantile) implements OutputLoss {
  public LinearQuantile {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("a quantile of " + quantile);
    }
  }

  /** The median. */
  public LinearQuantile() {
    this(0.5);
  }

  @Override
  public String word() {
    return "linear-quantile";
  }

  @Override
  public Optional<String> constantName() {
    return Optional.of("quantile");
  }

  @Override
  public Optional<String> constantRange() {
    return Optional.of("a quantile between 0 and 1");
  }

  @Override
  public double constant() {
    return quantile;
  }

  @Override
  public OutputLoss withConstant(double value) {
    return new LinearQuantile(value);
  }

  @Override
  public OutputActivation activation() {
    return OutputActivation.LINEAR;
  }

  @Override
  public boolean hasKink() {
    return true;
  }

  @Override
  public void forwardRows(
      double[] z, double[] y, int rows, int outputs, double[] losses, double[] work) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = i * outputs; j < (i + 1) * outputs; j++) {
        double d = z[j] - y[j];
        sum += Math.max((1 - quantile) * d, -quantile * d);
      }
      losses[i] = sum;
    }
  }

  @Override
  public void backwardRows(double[] a, double[] y, int rows, int outputs) {
    for (int i = 0; i < rows * outputs; i++) {
      double sign = Math.signum(a[i] - y[i]);
      a[i] = (1 - quantile) * Math.max(sign, 0) + quantile * Math.min(sign, 0);
    }
  }
}
