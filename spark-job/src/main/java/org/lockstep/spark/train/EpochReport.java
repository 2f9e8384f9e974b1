package org.lockstep.spark.train;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One epoch, as it goes to the log, the progress display and the plot.
 *
 * @param epoch from 1
 * @param step updates done by its end
 * @param trainLoss mean over the epoch's rows of the loss each row had when its batch was computed,
 *     plus the L2 penalty then
 * @param trainAccuracy of the same predictions; R² for regression
 * @param validation after the epoch's last update; empty without validation rows
 * @param test after the epoch's last update; empty without test rows
 * @param learningRate of the epoch
 * @param rows the epoch trained on
 * @param tasks that computed at its end: a run may go on with fewer
 * @param time where the epoch's wall time went
 */
public record EpochReport(
    int epoch,
    long step,
    double trainLoss,
    double trainAccuracy,
    HeldOut validation,
    HeldOut test,
    double learningRate,
    long rows,
    int tasks,
    TimeLedger time,
    Instant timestamp) {

  /** Loss and accuracy (R² for regression) on rows that are not trained on. */
  public record HeldOut(OptionalDouble loss, OptionalDouble accuracy) {
    /** No such rows. */
    public static final HeldOut NONE = new HeldOut(OptionalDouble.empty(), OptionalDouble.empty());

    static HeldOut of(org.lockstep.model.score.Score score) {
      return new HeldOut(OptionalDouble.of(score.meanLoss()), OptionalDouble.of(score.accuracy()));
    }
  }

  /** Training rows per second of the epoch's wall time. */
  public double rowsPerSecond() {
    return rows / time.seconds();
  }
}
