package org.lockstep.spark.train;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;
import org.lockstep.model.shard.Batches;
import org.lockstep.spark.settings.Keep;
import org.lockstep.spark.settings.KeepTies;

/**
 * The plan of a run: how θ moves, and when it stops.
 *
 * @param schedule η of each step
 * @param decaySchedule the factor of the weight decay in each step
 * @param epochs the maximum number of epochs
 * @param maxSteps ends the run within an epoch, if given
 * @param rateFactors factors of the learning rate, by array of θ
 * @param average the average of θ that is evaluated and kept instead of θ; empty for none
 * @param keep which epoch's parameters are the result
 * @param ties which of several equally good epochs to keep
 * @param patience ends the run when this many epochs have brought no improvement, if given; by the
 *     measure that decides what to keep
 * @param tol the smallest improvement that counts for patience
 */
public record TrainingPlan(
    Batches batches,
    int epochs,
    OptionalLong maxSteps,
    Optimizer optimizer,
    Schedule schedule,
    Schedule decaySchedule,
    Regularization regularization,
    RateFactors rateFactors,
    Optional<MovingAverage> average,
    Keep keep,
    KeepTies ties,
    OptionalInt patience,
    double tol) {

  /**
   * A plan with the same rate for all of θ, a constant weight decay and no average, which keeps the
   * first of the best epochs.
   */
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
        new Schedule.Constant(1),
        regularization,
        RateFactors.NONE,
        Optional.empty(),
        keep,
        KeepTies.FIRST,
        patience,
        tol);
  }

  /** The same plan with another schedule of the learning rate. */
  public TrainingPlan withSchedule(Schedule other) {
    return with(other, rateFactors, average);
  }

  /** The same plan with other learning rate factors. */
  public TrainingPlan withRateFactors(RateFactors other) {
    return with(schedule, other, average);
  }

  /** The same plan with an average of θ. */
  public TrainingPlan withAverage(MovingAverage other) {
    return with(schedule, rateFactors, Optional.of(other));
  }

  private TrainingPlan with(
      Schedule rates, RateFactors factors, Optional<MovingAverage> movingAverage) {
    return new TrainingPlan(
        batches,
        epochs,
        maxSteps,
        optimizer,
        rates,
        decaySchedule,
        regularization,
        factors,
        movingAverage,
        keep,
        ties,
        patience,
        tol);
  }

  /** How many vectors like θ must be saved with it to resume exactly. */
  public int stateVectors() {
    return optimizer.stateVectors() + (average.isPresent() ? 1 : 0);
  }

  /** Steps of the whole run, unless something ends it early. */
  public long totalSteps() {
    return totalSteps(batches, epochs, maxSteps);
  }

  /** Steps of a run of this many epochs, unless something ends it early. */
  public static long totalSteps(Batches batches, int epochs, OptionalLong maxSteps) {
    long each = batches.stepsPerEpoch();
    long all = each > Long.MAX_VALUE / epochs ? Long.MAX_VALUE : each * epochs;
    return Math.min(all, maxSteps.orElse(Long.MAX_VALUE));
  }
}
