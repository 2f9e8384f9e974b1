package org.lockstep.spark.settings;

import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Lbfgs;

/** All that decides what a training comes to, its data apart. */
public record Recipe(
    NetworkSettings network,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    LoopSettings loop) {

  public Recipe {
    if (optimizer.optimizer() instanceof Lbfgs && !network.layers().isFunctionOfRows()) {
      throw BadInputException.at(
          OptimizerSettings.OPTIMIZER + "",
          "another than lbfgs for a network with dropout or batch-norm",
          "lbfgs");
    }
    if (schedule.dropoutSchedule() != FactorKind.CONSTANT && !network.layers().hasDropout()) {
      throw BadInputException.at(
          ScheduleSettings.DROPOUT_SCHEDULE + "", "a network with dropout", "none");
    }
    if (schedule.weightDecaySchedule() != FactorKind.CONSTANT
        && optimizer.regularization().weightDecay() == 0) {
      throw BadInputException.at(
          ScheduleSettings.WEIGHT_DECAY_SCHEDULE + "",
          "a " + OptimizerSettings.WEIGHT_DECAY + " other than 0",
          "0");
    }
  }

  /**
   * What these values say.
   *
   * @throws org.lockstep.model.error.BadInputException where two of them do not go together
   */
  public static Recipe of(SettingValues values) {
    LbfgsSettings.check(values);
    return new Recipe(
        NetworkSettings.of(values),
        OptimizerSettings.of(values),
        ScheduleSettings.of(values),
        LoopSettings.of(values));
  }
}
