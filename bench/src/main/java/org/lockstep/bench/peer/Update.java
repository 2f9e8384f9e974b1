package org.lockstep.bench.peer;

import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;

/** The driver's work on a summed gradient: checks it, divides it once, applies it. */
public final class Update {
  private static final Regularization NONE = new Regularization(0, Double.POSITIVE_INFINITY);

  private final ParameterLayout layout;
  private final Updater updater;
  private final double rate;
  private FlatVector theta;
  private FlatVector next;
  private long stepsDone;

  /**
   * The updates of a run.
   *
   * @param theta the initial parameters; every second θ uses this memory too
   */
  public Update(ParameterLayout layout, ElementRule optimizer, FlatVector theta, double rate) {
    this.layout = layout;
    this.next = theta.copy();
    this.updater = Updater.atStart(optimizer, layout, theta);
    this.theta = theta;
    this.rate = rate;
  }

  /** The current θ. */
  public FlatVector theta() {
    return theta;
  }

  /**
   * One update.
   *
   * @param sum the sum of the rows' gradients
   * @param weight the total weight of these rows
   */
  public void apply(FlatVector sum, double weight) {
    if (!sum.isFinite()) {
      throw new ArithmeticException("the gradient is no longer finite");
    }
    Step step = NONE.step(layout, theta, sum, weight, rate, ++stepsDone);
    updater.update(theta, sum, step, next);
    FlatVector updated = next;
    next = theta;
    theta = updated;
  }
}
