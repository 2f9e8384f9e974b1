package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Gradient descent with Nesterov momentum: {@code v = μ·v + g; θ' = θ - η·(g + μ·v)}.
 *
 * @param mu μ, the share of v that is kept
 */
public record Nesterov(double mu) implements ElementRule {
  /** With μ = 0.9. */
  public Nesterov() {
    this(0.9);
  }

  public Nesterov {
    Constant.MOMENTUM.check(mu);
  }

  @Override
  public String word() {
    return "nesterov";
  }

  @Override
  public double usualRate() {
    return 0.01;
  }

  @Override
  public Map<Constant, Double> constants() {
    return Map.of(Constant.MOMENTUM, mu);
  }

  @Override
  public Nesterov with(ToDoubleFunction<Constant> constants) {
    return new Nesterov(constants.applyAsDouble(Constant.MOMENTUM));
  }

  @Override
  public int stateVectors() {
    return 1;
  }

  @Override
  public void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    float friction = (float) mu;
    float[] v = state[0];
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float velocity = friction * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * (g + friction * velocity);
    }
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double friction = mu;
    double[] v = state[0];
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double velocity = friction * v[i] + g;
      v[i] = velocity;
      next[i] = theta[i] - rate * (g + friction * velocity);
    }
  }
}
