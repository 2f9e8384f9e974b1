package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Adagrad (J. Duchi, E. Hazan and Y. Singer, JMLR 12, 2011): {@code s = s + g²; θ' = θ - η·g / (√s
 * + ε)}.
 *
 * @param epsilon ε
 */
public record Adagrad(double epsilon) implements ElementRule {
  /** With ε = 10⁻¹⁰. */
  public Adagrad() {
    this(1e-10);
  }

  public Adagrad {
    Constant.EPSILON.check(epsilon);
  }

  @Override
  public String word() {
    return "adagrad";
  }

  @Override
  public double usualRate() {
    return 0.01;
  }

  @Override
  public Map<Constant, Double> constants() {
    return Map.of(Constant.EPSILON, epsilon);
  }

  @Override
  public Adagrad with(ToDoubleFunction<Constant> constants) {
    return new Adagrad(constants.applyAsDouble(Constant.EPSILON));
  }

  @Override
  public int stateVectors() {
    return 1;
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
    float tiny = (float) epsilon;
    float[] s = state[0];
    for (int i = from; i < to; i++) {
      float g = scale * sum[i] + decay * theta[i];
      float squares = s[i] + g * g;
      s[i] = squares;
      float root = (float) Math.sqrt(squares);
      next[i] = theta[i] - rate * (g / (root + tiny));
    }
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    double scale = step.scale();
    double decay = step.decay();
    double rate = step.rate();
    double tiny = epsilon;
    double[] s = state[0];
    for (int i = from; i < to; i++) {
      double g = scale * sum[i] + decay * theta[i];
      double squares = s[i] + g * g;
      s[i] = squares;
      double root = Math.sqrt(squares);
      next[i] = theta[i] - rate * (g / (root + tiny));
    }
  }
}
