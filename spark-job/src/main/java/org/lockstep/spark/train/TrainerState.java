package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Updater;

/**
 * What a trainer begins with: the start of a run, or some place in it.
 *
 * @param theta θ before the next step; the trainer overwrites it
 * @param optimizerState vectors like θ, which the trainer overwrites; behind those of the
 *     optimizer, the average of θ where the run has one and has done a step
 * @param best θ of the best epoch so far, where the run ends with it and there is one
 * @param reports of the epochs that are done
 */
public record TrainerState(
    TrainingPosition position,
    FlatVector theta,
    List<FlatVector> optimizerState,
    Optional<FlatVector> best,
    List<EpochReport> reports) {
  public TrainerState {
    optimizerState = List.copyOf(optimizerState);
    reports = List.copyOf(reports);
    if (reports.size() != position.epochsReported()) {
      throw new IllegalArgumentException(
          reports.size() + " reports of " + position.epochsReported() + " epochs");
    }
  }

  /** The start of a run. */
  public static TrainerState initial(FlatVector theta, Optimizer optimizer) {
    return new TrainerState(
        TrainingPosition.START,
        theta,
        Updater.stateAtStart(optimizer, theta),
        Optional.empty(),
        List.of());
  }

  /** The same state of a run that has gone back so often. */
  public TrainerState withRollbacks(int times) {
    return new TrainerState(position.withRollbacks(times), theta, optimizerState, best, reports);
  }

  /** The average of θ so far, in memory that the trainer overwrites: the last vector. */
  FlatVector average() {
    return position.stepsDone() == 0 ? theta.copy() : optimizerState.get(optimizerState.size() - 1);
  }
}
