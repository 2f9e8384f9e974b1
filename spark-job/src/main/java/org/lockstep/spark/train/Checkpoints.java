package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;

/** Saves what a run needs to resume exactly. One thread calls it, between two steps. */
public interface Checkpoints {
  /** Saves nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public boolean isDue(int epoch, long step) {
          return false;
        }

        @Override
        public void save(
            TrainingPosition position,
            FlatVector theta,
            List<FlatVector> optimizerState,
            Optional<FlatVector> best,
            int bestEpoch) {}

        @Override
        public boolean isStopRequested() {
          return false;
        }
      };

  /**
   * Whether a checkpoint is due. Called before every step: must cost nothing.
   *
   * @param epoch the epoch of the next step, from 1
   * @param step the next step within the epoch, from 0
   */
  boolean isDue(int epoch, long step);

  /**
   * Copies and saves a state.
   *
   * @param theta θ before the next step; can change after the call, as the others can
   * @param optimizerState vectors like θ
   * @param best θ of the best epoch so far, if the run ends with it
   * @param bestEpoch the best epoch by the validation rows; 0 if there is none yet
   */
  void save(
      TrainingPosition position,
      FlatVector theta,
      List<FlatVector> optimizerState,
      Optional<FlatVector> best,
      int bestEpoch);

  /** Whether the run should end here, before the plan does. */
  boolean isStopRequested();
}
