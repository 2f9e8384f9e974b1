package org.lockstep.spark.train;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.Batches;

/**
 * How θ moves.
 *
 * @param epochs at most
 * @param maxSteps ends the run within an epoch, if given
 * @param patience ends the run when the validation loss has not improved for so many epochs, if
 *     given; the best parameters are then the result
 */
public record TrainingPlan(
    Batches batches,
    int epochs,
    OptionalLong maxSteps,
    Optimizer.Rule optimizer,
    Schedule schedule,
    Regularization regularization,
    OptionalInt patience) {

  /** Steps of the whole run, if nothing ends it early. */
  public long totalSteps() {
    long all = Math.multiplyExact(batches.stepsPerEpoch(), (long) epochs);
    return Math.min(all, maxSteps.orElse(Long.MAX_VALUE));
  }
}
