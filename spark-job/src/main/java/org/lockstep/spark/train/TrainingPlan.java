package org.lockstep.spark.train;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.Keep;

/**
 * How θ moves.
 *
 * @param epochs at most
 * @param maxSteps ends the run within an epoch, if given
 * @param rateFactors of the learning rate, by array of θ
 * @param keep which epoch's parameters are the result
 * @param patience ends the run when no epoch has been better than the best for so many, if given;
 *     by validation accuracy if that decides what to keep, else by validation loss
 * @param tol the smallest improvement that counts for patience
 */
public record TrainingPlan(
    Batches batches,
    int epochs,
    OptionalLong maxSteps,
    Optimizer optimizer,
    Schedule schedule,
    Regularization regularization,
    RateFactors rateFactors,
    Keep keep,
    OptionalInt patience,
    double tol) {

  /** The same learning rate for all of θ. */
  public TrainingPlan(
      Batches batches,
      int epochs,
      OptionalLong maxSteps,
      Optimizer optimizer,
      Schedule schedule,
      Regularization regularization,
      Keep keep,
      OptionalInt patience,
      double tol) {
    this(
        batches,
        epochs,
        maxSteps,
        optimizer,
        schedule,
        regularization,
        RateFactors.NONE,
        keep,
        patience,
        tol);
  }

  /** Steps of the whole run, if nothing ends it early. */
  public long totalSteps() {
    long each = batches.stepsPerEpoch();
    long all = each > Long.MAX_VALUE / epochs ? Long.MAX_VALUE : each * epochs;
    return Math.min(all, maxSteps.orElse(Long.MAX_VALUE));
  }
}
