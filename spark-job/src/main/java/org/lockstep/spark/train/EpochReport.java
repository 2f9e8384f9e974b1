package org.lockstep.spark.train;

import java.time.Instant;
import java.util.OptionalDouble;
import org.lockstep.model.score.Score;

/**
 * One epoch, as the log, the progress display and the plot show it.
 *
 * @param epoch from 1
 * @param step updates done by the end of the epoch
 * @param trainLoss mean over the epoch's rows of the loss each row had when its batch was computed,
 *     plus the L2 and L1 penalties at that time
 * @param trainAccuracy of the same predictions; R² for regression
 * @param trainErrors of the same predictions; none for classes
 * @param validation after the epoch's last update; empty without validation rows
 * @param test after the epoch's last update; empty without test rows
 * @param learningRate of the epoch's last step
 * @param rows how many rows the epoch trained on
 * @param tasks how many tasks computed at its end: a run can go on with fewer
 * @param time where the epoch's wall time went
 */
public record EpochReport(
    int epoch,
    long step,
    double trainLoss,
    double trainAccuracy,
    Errors trainErrors,
    HeldOut validation,
    HeldOut test,
    double learningRate,
    long rows,
    int tasks,
    TimeLedger time,
    Instant timestamp) {

  /** A report for a network with classes, which has no errors. */
  public EpochReport(
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
    this(
        epoch,
        step,
        trainLoss,
        trainAccuracy,
        Errors.NONE,
        validation,
        test,
        learningRate,
        rows,
        tasks,
        time,
        timestamp);
  }

  /**
   * How far the predictions of a regression are from the targets, in the targets' own unit; the
   * mean over several targets.
   *
   * @param rmse root mean squared error
   * @param mae mean absolute error
   */
  public record Errors(OptionalDouble rmse, OptionalDouble mae) {
    /** For classes, or for no rows. */
    public static final Errors NONE = new Errors(OptionalDouble.empty(), OptionalDouble.empty());

    /** The errors of a score. */
    public static Errors of(Score score) {
      return !score.isOfNumbers()
          ? NONE
          : new Errors(OptionalDouble.of(score.rmse()), OptionalDouble.of(score.mae()));
    }
  }

  /** Loss, accuracy (R² for regression) and errors on rows held out from training. */
  public record HeldOut(OptionalDouble loss, OptionalDouble accuracy, Errors errors) {
    /** No such rows. */
    public static final HeldOut NONE = new HeldOut(OptionalDouble.empty(), OptionalDouble.empty());

    /** For classes, which have no errors. */
    public HeldOut(OptionalDouble loss, OptionalDouble accuracy) {
      this(loss, accuracy, Errors.NONE);
    }

    /** The results of a score. */
    public static HeldOut of(Score score) {
      return new HeldOut(
          OptionalDouble.of(score.meanLoss()),
          OptionalDouble.of(score.accuracy()),
          Errors.of(score));
    }
  }

  /** Training rows per second of the epoch's wall time. */
  public double rowsPerSecond() {
    return rows / time.seconds();
  }
}
