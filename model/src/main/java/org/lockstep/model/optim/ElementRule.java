package org.lockstep.model.optim;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A rule that computes the next θ from θ and a gradient g with learning rate η, as PyTorch defines
 * it: its constants, and its loop in both precisions. {@link Updater} applies it to vectors.
 *
 * <p>θ' is written to separate memory, so θ is still intact if θ' turns out to be useless. One pass
 * over memory computes g from the summed gradient ({@link Step}), the state and θ'. Element i of θ'
 * and of the state depends on element i of the other vectors alone: slices may be updated one by
 * one, or by several threads, with the same bits.
 *
 * <p>For maintainers: the JIT compiler turns each loop into vector instructions. That is why every
 * array is read and written at the plain loop index, with no branch and no method call per element;
 * and why constants are rounded to the arrays' type before the loop.
 */
public sealed interface ElementRule extends Optimizer
    permits Sgd, Momentum, Nesterov, Adam, AdamW, RmsProp, Adagrad {

  /** All rules, with their default constants. */
  static List<ElementRule> all() {
    return List.of(
        new Sgd(),
        new Momentum(),
        new Nesterov(),
        new Adam(),
        new AdamW(),
        new RmsProp(),
        new Adagrad());
  }

  @Override
  ElementRule with(ToDoubleFunction<Constant> constants);

  @Override
  default ElementRule with(Constant constant, double value) {
    return (ElementRule) Optimizer.super.with(constant, value);
  }

  /**
   * Whether an element of θ and its state stay the same if its gradient is 0 and nothing decays.
   */
  default boolean restsWithoutGradient() {
    return false;
  }

  /**
   * Updates the elements [from, to), all with the step's decay.
   *
   * @param theta θ
   * @param sum G
   * @param state {@link #stateVectors} arrays, updated
   * @param next θ', overwritten
   */
  void update(
      Step step, float[] theta, float[] sum, float[][] state, float[] next, int from, int to);

  /**
   * Updates the elements [from, to), all with the step's decay.
   *
   * @param theta θ
   * @param sum G
   * @param state {@link #stateVectors} arrays, updated
   * @param next θ', overwritten
   */
  void update(
      Step step, double[] theta, double[] sum, double[][] state, double[] next, int from, int to);
}
