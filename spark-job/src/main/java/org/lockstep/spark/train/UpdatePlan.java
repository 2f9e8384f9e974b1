package org.lockstep.spark.train;

import java.util.Optional;
import org.lockstep.model.optim.MovingAverage;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.RateFactors;
import org.lockstep.model.optim.Regularization;
import org.lockstep.model.optim.Schedule;

/**
 * How θ moves.
 *
 * @param schedule η of each step
 * @param decaySchedule the factor of the weight decay in each step
 * @param rateFactors factors of the learning rate, by array of θ
 * @param average the average of θ that is evaluated and kept instead of θ; empty for none
 */
public record UpdatePlan(
    Optimizer optimizer,
    Schedule schedule,
    Schedule decaySchedule,
    Regularization regularization,
    RateFactors rateFactors,
    Optional<MovingAverage> average) {

  /** Updates with the same rate for all of θ, a constant weight decay and no average. */
  public UpdatePlan(Optimizer optimizer, Schedule schedule, Regularization regularization) {
    this(
        optimizer,
        schedule,
        new Schedule.Constant(1),
        regularization,
        RateFactors.NONE,
        Optional.empty());
  }

  UpdatePlan with(Schedule rates, RateFactors factors, Optional<MovingAverage> movingAverage) {
    return new UpdatePlan(optimizer, rates, decaySchedule, regularization, factors, movingAverage);
  }

  /** How many vectors like θ must be saved with it to resume exactly. */
  public int stateVectors() {
    return optimizer.stateVectors() + (average.isPresent() ? 1 : 0);
  }
}
