package org.lockstep.spark.train;

import java.util.List;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.ParameterLayout;
import org.lockstep.model.optim.ElementRule;
import org.lockstep.model.optim.Updater;
import org.lockstep.spark.engine.StepEngine;

/** Creates the descent of each optimizer. */
final class Descents {
  private Descents() {}

  /** The descent of a plan, starting from a state whose vectors it overwrites. */
  static Descent of(
      TrainingPlan plan, ParameterLayout layout, TrainerState start, StepEngine engine) {
    // An average's vector can follow the optimizer's.
    List<FlatVector> all = start.optimizerState();
    UpdatePlan updates = plan.updates();
    List<FlatVector> state =
        all.subList(0, Math.min(updates.optimizer().stateVectors(), all.size()));
    if (updates.optimizer() instanceof ElementRule rule) {
      Updater updater = new Updater(rule, layout, updates.rateFactors(), start.theta(), state);
      return new GradientDescent(
          updates.regularization(), updates.decaySchedule(), layout, updater, engine);
    }
    return new LbfgsDescent(updates.regularization(), layout, state, plan.stopping().tol(), engine);
  }
}
