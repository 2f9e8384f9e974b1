package org.lockstep.spark.train;

import java.util.List;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Updater;
import org.lockstep.spark.engine.StepEngine;

/** The descent of each optimizer. */
final class Descents {
  private Descents() {}

  /** The descent of a plan, in a state, whose vectors it overwrites. */
  static Descent of(
      TrainingPlan plan, ParameterLayout layout, TrainerState start, StepEngine engine) {
    List<FlatVector> state = start.optimizerState();
    if (plan.optimizer() instanceof ElementRule rule) {
      Updater updater = new Updater(rule, layout, start.theta(), state);
      return new GradientDescent(plan.regularization(), layout, updater, engine);
    }
    return new LbfgsDescent(plan.regularization(), layout, state, plan.tol(), engine);
  }
}
