package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.optim.Optimizer;
import org.lockstep.model.optim.Updater;

/**
 * The state that a trainer starts from: the start of a run, or a point within it.
 *
 * @param theta θ before the next step; the trainer overwrites it
 * @param optimizerState vectors like θ, which the trainer overwrites; after those of the optimizer
 *     comes the average of θ, if the run keeps one and has done a step
 * @param best θ of the best epoch so far, if the run ends with it and there is one
 * @param reports of the finished epochs
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

  /** The same state for a run that has gone back this many times. */
  public TrainerState withRollbacks(int times) {
    return new TrainerState(position.withRollbacks(times), theta, optimizerState, best, reports);
  }

  /** The average of θ so far, which is the last vector; the trainer overwrites it. */
  FlatVector average() {
    return position.stepsDone() == 0 ? theta.copy() : optimizerState.get(optimizerState.size() - 1);
  }
}
