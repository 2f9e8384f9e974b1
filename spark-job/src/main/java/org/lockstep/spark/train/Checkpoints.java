package org.lockstep.spark.train;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.FlatVector;

/** Keeps what a run needs to go on exactly. Asked and told between two steps, by one thread. */
public interface Checkpoints {
  /** Keeps nothing. */
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
   * Whether it is time. Called before every step: must cost nothing.
   *
   * @param epoch of the step that comes next, from 1
   * @param step within the epoch, from 0
   */
  boolean isDue(int epoch, long step);

  /**
   * Takes a copy of a state.
   *
   * @param theta θ before the next step; may change after the call, as the others may
   * @param optimizerState vectors like θ
   * @param best θ of the best epoch so far, where the run ends with it
   * @param bestEpoch by the validation rows; 0 for none so far
   */
  void save(
      TrainingPosition position,
      FlatVector theta,
      List<FlatVector> optimizerState,
      Optional<FlatVector> best,
      int bestEpoch);

  /** Whether the run is to end here, before its time. */
  boolean isStopRequested();
}
