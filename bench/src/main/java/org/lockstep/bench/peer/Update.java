package org.lockstep.bench.peer;

import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.Optimizer;

/** What our driver does with a summed gradient: checks it, divides it once, applies it. */
public final class Update {
  private final Optimizer optimizer;
  private final double rate;
  private final FlatVector theta;
  private long stepsDone;

  /**
   * Updates of a run.
   *
   * @param theta overwritten by every update
   */
  public Update(Optimizer.Rule rule, FlatVector theta, double rate) {
    this.optimizer = rule.create(() -> zerosLike(theta));
    this.theta = theta;
    this.rate = rate;
  }

  /** θ as it is now. */
  public FlatVector theta() {
    return theta;
  }

  /**
   * One update.
   *
   * @param sum of the gradients of rows, overwritten
   * @param weight of these rows together
   */
  public void apply(FlatVector sum, double weight) {
    if (!sum.isFinite()) {
      throw new ArithmeticException("the gradient is no longer finite");
    }
    sum.scale(1 / weight);
    optimizer.update(theta, sum, rate, ++stepsDone);
  }

  private static FlatVector zerosLike(FlatVector vector) {
    return FlatVector.zeros(vector.precision(), vector.length());
  }
}
