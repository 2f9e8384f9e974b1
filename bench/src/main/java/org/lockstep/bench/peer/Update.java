package org.lockstep.bench.peer;

import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Step;

/** What our driver does with a summed gradient: checks it, divides it once, applies it. */
public final class Update {
  private static final Regularization NONE = new Regularization(0, Double.POSITIVE_INFINITY);

  private final ParameterLayout layout;
  private final Optimizer optimizer;
  private final double rate;
  private FlatVector theta;
  private FlatVector next;
  private long stepsDone;

  /**
   * Updates of a run.
   *
   * @param theta the initial parameters; every second θ is in this memory too
   */
  public Update(ParameterLayout layout, Optimizer.Rule rule, FlatVector theta, double rate) {
    this.layout = layout;
    this.next = theta.copy();
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
   * @param sum of the gradients of rows
   * @param weight of these rows together
   */
  public void apply(FlatVector sum, double weight) {
    if (!sum.isFinite()) {
      throw new ArithmeticException("the gradient is no longer finite");
    }
    Step step = NONE.step(layout, theta, sum, weight, rate, ++stepsDone);
    optimizer.update(layout, theta, sum, step, next);
    FlatVector updated = next;
    next = theta;
    theta = updated;
  }

  private static FlatVector zerosLike(FlatVector vector) {
    return FlatVector.zeros(vector.precision(), vector.length());
  }
}
