package org.lockstep.model.file;

import org.lockstep.model.text.Text;

/**
 * How far a run is: what it needs besides its vectors to continue exactly.
 *
 * @param epoch the epoch of the next step, from 1; for a run that has ended, its last epoch
 * @param step the next step within the epoch, from 0
 * @param stepsDone updates of the whole run
 * @param rollbacks how often the run has gone back after diverging
 * @param ended whether no step follows
 * @param soFar the sums over the epoch's earlier steps
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

  /** How many epochs are done and evaluated, which is how many rows the log has. */
  public int epochsReported() {
    return ended ? epoch : epoch - 1;
  }

  /** The same position in a run that has gone back this many times. */
  public TrainingPosition withRollbacks(int times) {
    return new TrainingPosition(epoch, step, stepsDone, times, ended, soFar);
  }
}
