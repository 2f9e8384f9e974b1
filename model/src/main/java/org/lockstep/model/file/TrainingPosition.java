package org.lockstep.model.file;

import org.lockstep.model.text.Text;

/**
 * How far a run is: what it needs beside its vectors to go on exactly.
 *
 * @param epoch of the step that comes next, from 1; of a run that has ended, its last
 * @param step that comes next, within the epoch, from 0
 * @param stepsDone updates of the whole run
 * @param rollbacks how often the run has gone back after it diverged
 * @param ended whether no step follows
 * @param soFar what the epoch's earlier steps add up to
 */
public record TrainingPosition(
    int epoch, long step, long stepsDone, int rollbacks, boolean ended, EpochSoFar soFar) {
  public TrainingPosition {
    if (epoch < 1 || step < 0 || stepsDone < step || rollbacks < 0) {
      throw new IllegalArgumentException(
          Text.format("epoch %d, step %d of %d, %d rollbacks", epoch, step, stepsDone, rollbacks));
    }
  }

  /** Before the first step of a run. */
  public static final TrainingPosition START =
      new TrainingPosition(1, 0, 0, 0, false, EpochSoFar.NOTHING);

  /** How many epochs are done and evaluated: as many rows are in the log. */
  public int epochsReported() {
    return ended ? epoch : epoch - 1;
  }

  /** The same place of a run that has gone back so often. */
  public TrainingPosition withRollbacks(int times) {
    return new TrainingPosition(epoch, step, stepsDone, times, ended, soFar);
  }
}
