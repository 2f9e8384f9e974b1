package org.lockstep.spark.settings;

import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.optim.Lbfgs;

/** Everything except the data that determines a training's result. */
public record Recipe(
    NetworkSettings network,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    LoopSettings loop) {

  public Recipe {
    if (optimizer.optimizer() instanceof Lbfgs && !network.layers().isFunctionOfRows()) {
      throw BadInputException.at(
          OptimizerSettings.OPTIMIZER + "",
          "an optimizer other than lbfgs for a network with dropout or batch-norm",
          "lbfgs");
    }
    int fewest = network.layers().fewestRows();
    if (loop.batchSize() < fewest) {
      throw BadInputException.at(
          LoopSettings.BATCH_SIZE + "",
          "at least " + fewest + " rows for batch-norm",
          Long.toString(loop.batchSize()));
    }
    optimizer.rateFactors().check(network.layers().trained(), OptimizerSettings.RATE_FACTORS + "");
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
   * Checks that the recipe suits a task.
   *
   * @throws BadInputException if it does not
   */
  public void check(Task task) {
    network.output().resolve(task);
    loop.keep().check(task);
    optimizer.classWeights().ifPresent(weights -> weights.check(task));
  }

  /**
   * Returns the recipe of these values.
   *
   * @throws BadInputException if two of them contradict each other
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
