package org.lockstep.spark.train;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.math.TouchedRows;
import org.lockstep.model.network.GradientSum;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.optim.Step;
import org.lockstep.model.optim.Updater;
import org.lockstep.spark.engine.StepEngine;

/**
 * Follows the gradient at one point by an optimizer's rule: {@code g = G / Σ weights + λ₂·W +
 * λ₁·sign(W)}, then {@code θ = optimizer(θ, g, η) - η·λ·W}. All threads of the engine share the
 * elements.
 */
final class GradientDescent implements Descent {
  /** Elements that are summed, checked and updated while they are in the L1 cache. */
  private static final int BLOCK = 1 << 12;

  private final Regularization regularization;
  private final Schedule decaySchedule; // the factor of the weight decay
  private final ParameterLayout layout;
  private final Updater updater;
  private final StepEngine engine;

  GradientDescent(
      Regularization regularization,
      Schedule decaySchedule,
      ParameterLayout layout,
      Updater updater,
      StepEngine engine) {
    this.regularization = regularization;
    this.decaySchedule = decaySchedule;
    this.layout = layout;
    this.updater = updater;
    this.engine = engine;
  }

  @Override
  public List<FlatVector> state() {
    return updater.state();
  }

  @Override
  public boolean move(Iterate x, GradientSum sum, Objective objective, double rate, long number) {
    // Clipping needs the norm of the whole gradient; otherwise it is added up slice by slice.
    boolean clips = regularization.clips();
    FlatVector whole = clips ? sum.gradient() : sum.slice(0, 0);
    if (clips && !whole.isFinite()) {
      return false;
    }
    Step fixed = regularization.step(layout, x.theta(), whole, sum.score().weight(), rate, number);
    Step step =
        fixed.weightDecay() == 0
            ? fixed
            : fixed.withWeightDecay(fixed.weightDecay() * decaySchedule.rate(number - 1));
    TouchedRows due = updater.due(step, sum.touched());
    AtomicBoolean finite = new AtomicBoolean(true);
    engine.inSlices(
        x.theta().length(),
        (from, to) -> {
          for (int block = from; block < to; block += BLOCK) {
            if (!update(x, sum, step, due, block, Math.min(to, block + BLOCK))) {
              finite.set(false);
            }
          }
        });
    sum.sliced();
    if (finite.get()) {
      x.advance();
    } else {
      x.spoil();
    }
    return finite.get();
  }

  /** Updates the elements [from, to); false if their gradient is not finite. */
  private boolean update(Iterate x, GradientSum sum, Step step, TouchedRows due, int from, int to) {
    FlatVector gradient = sum.slice(from, to);
    boolean finite = true;
    int start = due.runFrom(from, to);
    while (start < to) {
      int end = due.runEnd(start, to);
      finite &= gradient.isFinite(start, end);
      updater.update(x.theta(), gradient, step, x.last(), start, end);
      start = due.runFrom(end, to);
    }
    return finite;
  }
}
