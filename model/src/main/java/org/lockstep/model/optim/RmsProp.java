package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * RMSprop (T. Tieleman and G. Hinton, "Neural networks for machine learning", lecture 6.5, 2012):
 * {@code v = β₂·v + (1-β₂)·g²; θ' = θ - η·g / (√v + ε)}. With momentum μ, as PyTorch defines it:
 * {@code u = μ·u + g / (√v + ε); θ' = θ - η·u}.
 *
 * @param beta2 β₂, which PyTorch calls α
 * @param epsilon ε
 * @param mu μ; 0 for no momentum, which needs no u
 */
public record RmsProp(double beta2, double epsilon, double mu) implements ElementRule {
  /** With β₂ = 0.99, ε = 10⁻⁸ and no momentum. */
  public RmsProp() {
    this(0.99, 1e-8, 0);
  }

  public RmsProp {
    Constant.BETA2.check(beta2);
    Constant.EPSILON.check(epsilon);
    Constant.MOMENTUM.check(mu);
  }

  @Override
  public String word() {
    return "rmsprop";
  }

  @Override
  public double usualRate() {
    return 0.001;
  }

  @Override
  public Map<Constant, Double> constants() {
    return Map.of(Constant.MOMENTUM, mu, Constant.BETA2, beta2, Constant.EPSILON, epsilon);
  }

  @Override
  public RmsProp with(ToDoubleFunction<Constant> constants) {
    return new RmsProp(
        constants.applyAsDouble(Constant.BETA2),
        constants.applyAsDouble(Constant.EPSILON),
        constants.applyAsDouble(Constant.MOMENTUM));
  }

  @Override
  public int stateVectors() {
    return mu > 0 ? 2 : 1;
  }

  @Override
  public void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    if (mu > 0) {
      withMomentum(step, theta, sum, state, next, from, to);
      return;
    }
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    float decay2 = (float) beta2;
    float rest2 = (float) (1 - beta2);
    float tiny = (float) epsilon;
    float[] v = state[0];
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float square = decay2 * v[i] + rest2 * g * g;
      v[i] = square;
      float root = (float) Math.sqrt(square);
      next[i] = theta[i] - rate * (g / (root + tiny));
    }
  }

  private void withMomentum(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    float decay2 = (float) beta2;
    float rest2 = (float) (1 - beta2);
    float tiny = (float) epsilon;
    float friction = (float) mu;
    float[] v = state[0];
    float[] u = state[1];
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float square = decay2 * v[i] + rest2 * g * g;
      v[i] = square;
      float root = (float) Math.sqrt(square);
      float velocity = friction * u[i] + g / (root + tiny);
      u[i] = velocity;
      next[i] = theta[i] - rate * velocity;
    }
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    if (mu > 0) {
      withMomentum(step, theta, sum, state, next, from, to);
      return;
    }
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double decay2 = beta2;
    double rest2 = 1 - beta2;
    double tiny = epsilon;
    double[] v = state[0];
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double square = decay2 * v[i] + rest2 * g * g;
      v[i] = square;
      double root = Math.sqrt(square);
      next[i] = theta[i] - rate * (g / (root + tiny));
    }
  }

  private void withMomentum(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double decay2 = beta2;
    double rest2 = 1 - beta2;
    double tiny = epsilon;
    double friction = mu;
    double[] v = state[0];
    double[] u = state[1];
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double square = decay2 * v[i] + rest2 * g * g;
      v[i] = square;
      double root = Math.sqrt(square);
      double velocity = friction * u[i] + g / (root + tiny);
      u[i] = velocity;
      next[i] = theta[i] - rate * velocity;
    }
  }
}
