package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Adam (D. Kingma and J. Ba, ICLR 2015, algorithm 1): {@code m = β₁·m + (1-β₁)·g}, {@code v = β₂·v
 * + (1-β₂)·g²}, {@code θ' = θ - η·m̂ / (√v̂ + ε)} with {@code m̂ = m / (1-β₁ᵗ)} and {@code v̂ = v /
 * (1-β₂ᵗ)}.
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param epsilon ε
 */
public record Adam(double beta1, double beta2, double epsilon) implements ElementRule {
  /** With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public Adam() {
    this(0.9, 0.999, 1e-8);
  }

  public Adam {
    Constant.BETA1.check(beta1);
    Constant.BETA2.check(beta2);
    Constant.EPSILON.check(epsilon);
  }

  @Override
  public String word() {
    return "adam";
  }

  @Override
  public double usualRate() {
    return 0.001;
  }

  @Override
  public Map<Constant, Double> constants() {
    return Map.of(Constant.BETA1, beta1, Constant.BETA2, beta2, Constant.EPSILON, epsilon);
  }

  @Override
  public Adam with(ToDoubleFunction<Constant> constants) {
    return new Adam(
        constants.applyAsDouble(Constant.BETA1),
        constants.applyAsDouble(Constant.BETA2),
        constants.applyAsDouble(Constant.EPSILON));
  }

  @Override
  public int stateVectors() {
    return 2;
  }

  @Override
  public void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    float scale = (float) step.scale();
    float decay = (float) step.decay();
    float rate = (float) step.rate();
    float decay1 = (float) beta1;
    float decay2 = (float) beta2;
    float rest1 = (float) (1 - beta1);
    float rest2 = (float) (1 - beta2);
    float tiny = (float) epsilon;
    double t = (double) step.number();
    float correction1 = (float) (1 / (1 - StrictMath.pow(beta1, t)));
    float correction2 = (float) (1 / (1 - StrictMath.pow(beta2, t)));
    float[] m = state[0];
    float[] v = state[1];
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float mean = decay1 * m[i] + rest1 * g;
      float square = decay2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      float root = (float) Math.sqrt(correction2 * square);
      next[i] = theta[i] - rate * (correction1 * mean / (root + tiny));
    }
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double decay1 = beta1;
    double decay2 = beta2;
    double rest1 = 1 - beta1;
    double rest2 = 1 - beta2;
    double tiny = epsilon;
    double t = (double) step.number();
    double correction1 = 1 / (1 - StrictMath.pow(beta1, t));
    double correction2 = 1 / (1 - StrictMath.pow(beta2, t));
    double[] m = state[0];
    double[] v = state[1];
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double mean = decay1 * m[i] + rest1 * g;
      double square = decay2 * v[i] + rest2 * g * g;
      m[i] = mean;
      v[i] = square;
      double root = Math.sqrt(correction2 * square);
      next[i] = theta[i] - rate * (correction1 * mean / (root + tiny));
    }
  }
}
