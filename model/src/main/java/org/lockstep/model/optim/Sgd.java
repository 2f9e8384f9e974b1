package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Stochastic gradient descent: {@code θ' = θ - η·g}. */
public record Sgd() implements ElementRule {
  @Override
  public String word() {
    return "sgd";
  }

  @Override
  public double usualRate() {
    return 0.1;
  }

  @Override
  public Map<Constant, Double> constants() {
    return Map.of();
  }

  @Override
  public Sgd with(ToDoubleFunction<Constant> constants) {
    return this;
  }

  @Override
  public int stateVectors() {
    return 0;
  }

  @Override
  public boolean restsWithoutGradient() {
    return true;
  }

  @Override
  public void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      next[i] = theta[i] - rate * g;
    }
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      next[i] = theta[i] - rate * g;
    }
  }
}
