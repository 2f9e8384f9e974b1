package org.lockstep.spark.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.text.Text;
import org.lockstep.spark.fit.Fit;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.train.EpochListener;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.TrainingResult.End;

/**
 * Runs a fit with checkpoints, from a checkpoint or the beginning to the end. If the fit diverges
 * and the user wants rollbacks, it goes back to a checkpoint and continues with half the learning
 * rate.
 *
 * @param onNan what to do if the fit diverges
 * @param notices receives a line for each rollback
 */
public record CheckpointedFit(
    Fit fit,
    RestartPoints points,
    EpochLog log,
    CheckpointWriter checkpoints,
    OnNan onNan,
    Consumer<String> notices) {
  private static final int MOST_ROLLBACKS = 3;

  /**
   * Trains.
   *
   * @param start the checkpoint to start from; empty: the beginning
   * @param listeners notified of each epoch; the log is one of them
   */
  public Fitted run(Optional<Checkpoint> start, List<EpochListener> listeners) throws IOException {
    TrainerState state = points.stateAt(start, log);
    checkpoints.keep(points.kept(start, onNan));
    while (true) {
      checkpoints.beginAt(state.position());
      Fitted fitted = fit.run(state, checkpoints, listeners);
      int rollbacks = state.position().rollbacks();
      if (fitted.result().end() != End.DIVERGED
          || onNan == OnNan.STOP
          || rollbacks == MOST_ROLLBACKS) {
        return fitted;
      }
      state = points.stateAt(points.newestScheduled(), log).withRollbacks(rollbacks + 1);
      tellRollback(fitted.result(), state.position());
    }
  }

  private void tellRollback(TrainingResult result, TrainingPosition to) {
    String place =
        to.stepsDone() == 0
            ? "to the start"
            : Text.format("to step %,d (epoch %d)", to.stepsDone(), to.epoch());
    notices.accept(
        Text.format(
            "%s: back %s with 1/%d of the learning rate",
            result.detail(), place, 1 << to.rollbacks()));
  }
}
