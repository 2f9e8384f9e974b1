package org.lockstep.model.optim;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * AdamW (I. Loshchilov and F. Hutter, ICLR 2019): {@link Adam} with weight decay outside the
 * gradient, {@code θ' = θ - η·m̂ / (√v̂ + ε) - η·λ·θ}. The decay is {@link Step#weightDecay}, which
 * every rule can have; AdamW has it by default.
 *
 * @param adam the rule without the decay
 */
public record AdamW(Adam adam) implements ElementRule {
  /** With the constants of {@link Adam}. */
  public AdamW() {
    this(new Adam());
  }

  @Override
  public String word() {
    return "adamw";
  }

  @Override
  public double usualRate() {
    return 0.001;
  }

  @Override
  public double usualWeightDecay() {
    return 0.01;
  }

  @Override
  public Map<Constant, Double> constants() {
    return adam.constants();
  }

  @Override
  public AdamW with(ToDoubleFunction<Constant> constants) {
    return new AdamW(adam.with(constants));
  }

  @Override
  public int stateVectors() {
    return adam.stateVectors();
  }

  @Override
  public void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to) {
    adam.update(step, theta, sum, state, next, from, to);
  }

  @Override
  public void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to) {
    adam.update(step, theta, sum, state, next, from, to);
  }
}
