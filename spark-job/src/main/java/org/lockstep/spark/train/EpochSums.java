package org.lockstep.spark.train;

import java.time.Instant;
import java.util.Optional;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.Evaluation;

/** The sums over an epoch's steps, in step order. */
final class EpochSums {
  private final int epoch;
  private double rate; // of the last step so far
  private Score score; // null before the first step
  private double penalties; // Σ over steps of penalty · weight
  private long stepsDone;
  private int tasks;
  private TimeLedger time;

  /** The sums of an epoch, at its start or in its middle. */
  EpochSums(int epoch, EpochSoFar soFar) {
    this.epoch = epoch;
    this.score = soFar.score().map(Score::copy).orElse(null);
    this.penalties = soFar.penalties();
  }

  int epoch() {
    return epoch;
  }

  /** Updates done by the epoch's end. */
  long stepsDone() {
    return stepsDone;
  }

  /**
   * Adds a step of the epoch.
   *
   * @param learningRate η
   */
  void add(Score step, double penalty, double learningRate) {
    rate = learningRate;
    score = score == null ? step.copy() : score.merge(step);
    penalties += penalty * step.weight();
  }

  /** A copy of the current sums, and the time so far. */
  EpochSoFar soFar(TimeLedger spent) {
    return new EpochSoFar(
        Optional.ofNullable(score).map(Score::copy),
        penalties,
        spent.wallNanos(),
        spent.computeNanos(),
        spent.exchangeNanos(),
        spent.updateNanos());
  }

  /**
   * Closes the epoch after its last step.
   *
   * @param byTasks how many tasks computed it
   */
  void finish(long steps, int byTasks, TimeLedger spent) {
    stepsDone = steps;
    tasks = byTasks;
    time = spent;
  }

  /** Adds more time to the epoch. */
  void spend(TimeLedger more) {
    time = time.plus(more);
  }

  EpochReport report(Evaluation evaluation) {
    return new EpochReport(
        epoch,
        stepsDone,
        (score.loss() + penalties) / score.weight(),
        score.accuracy(),
        EpochReport.Errors.of(score),
        evaluation.validation().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
        evaluation.test().map(EpochReport.HeldOut::of).orElse(EpochReport.HeldOut.NONE),
        rate,
        score.rows(),
        tasks,
        time,
        Instant.now());
  }
}
