package org.lockstep.spark.train;

import java.util.Optional;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Schedule;

/** The plan of a run: how long it is, how θ moves, and when it stops. */
public record TrainingPlan(TrainingLength length, UpdatePlan updates, StoppingRule stopping) {

  /** The same plan with another schedule of the learning rate. */
  public TrainingPlan withSchedule(Schedule other) {
    return with(updates.with(other, updates.rateFactors(), updates.average()));
  }

  /** The same plan with other learning rate factors. */
  public TrainingPlan withRateFactors(RateFactors other) {
    return with(updates.with(updates.schedule(), other, updates.average()));
  }

  /** The same plan with an average of θ. */
  public TrainingPlan withAverage(MovingAverage other) {
    return with(updates.with(updates.schedule(), updates.rateFactors(), Optional.of(other)));
  }

  private TrainingPlan with(UpdatePlan others) {
    return new TrainingPlan(length, others, stopping);
  }
}
