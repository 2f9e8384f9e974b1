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
 * How θ moves.
 *
 * @param schedule η of each step
 * @param decaySchedule what multiplies the weight decay in each step
 * @param epochs at most
 * @param maxSteps ends the run within an epoch, if given
 * @param rateFactors of the learning rate, by array of θ
 * @param average of θ, which is evaluated and kept in its place; empty for none
 * @param keep which epoch's parameters are the result
 * @param ties which of several epochs that are as good
 * @param patience ends the run when no epoch has been better than the best for so many, if given;
 *     by the measure of what to keep
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

  /** The same rate for all of θ, a constant weight decay, no average, the first best epoch. */
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

  /** The same with another schedule of the learning rate. */
  public TrainingPlan withSchedule(Schedule other) {
    return with(other, rateFactors, average);
  }

  /** The same with other learning rates of some arrays. */
  public TrainingPlan withRateFactors(RateFactors other) {
    return with(schedule, other, average);
  }

  /** The same with an average of θ. */
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

  /** Vectors like θ that must be kept beside it to go on exactly. */
  public int stateVectors() {
    return optimizer.stateVectors() + (average.isPresent() ? 1 : 0);
  }

  /** Steps of the whole run, if nothing ends it early. */
  public long totalSteps() {
    return totalSteps(batches, epochs, maxSteps);
  }

  /** Steps of a run of so many epochs, if nothing ends it early. */
  public static long totalSteps(Batches batches, int epochs, OptionalLong maxSteps) {
    long each = batches.stepsPerEpoch();
    long all = each > Long.MAX_VALUE / epochs ? Long.MAX_VALUE : each * epochs;
    return Math.min(all, maxSteps.orElse(Long.MAX_VALUE));
  }
}
