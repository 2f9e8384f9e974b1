package org.lockstep.spark.train;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepSum;

/**
 * Measures where an epoch's time goes. The next epoch's first step evaluates an epoch, so the
 * evaluation counts towards the next epoch. Only the last epoch, and every epoch of a run with an
 * average of θ, is evaluated on its own; that evaluation counts towards the epoch itself.
 */
final class StepClock {
  private long start; // of the epoch; the next three are parts of the time since
  private long computeNanos;
  private long exchangeNanos;
  private long updateNanos;

  /** Resumes an epoch, at its start or in its middle. */
  StepClock(EpochSoFar soFar) {
    this.start = System.nanoTime() - soFar.wallNanos();
    this.computeNanos = soFar.computeNanos();
    this.exchangeNanos = soFar.exchangeNanos();
    this.updateNanos = soFar.updateNanos();
  }

  /** Measures a sum: computing, and exchange. */
  StepSum step(Supplier<StepSum> step) {
    long begin = System.nanoTime();
    StepSum sum = step.get();
    long nanos = System.nanoTime() - begin;
    // The slowest task's clock can be another machine's: never count more than the step took.
    long compute = Math.min(sum.computeNanos(), nanos);
    computeNanos += compute;
    exchangeNanos += nanos - compute;
    return sum;
  }

  /** Measures a separate evaluation: exchange. */
  Evaluation evaluation(Supplier<Evaluation> evaluate) {
    long begin = System.nanoTime();
    Evaluation evaluation = evaluate.get();
    exchangeNanos += System.nanoTime() - begin;
    return evaluation;
  }

  /** Measures an update, without the sums that it requests. */
  boolean update(BooleanSupplier update) {
    long begin = System.nanoTime();
    long before = computeNanos + exchangeNanos;
    boolean done = update.getAsBoolean();
    updateNanos += System.nanoTime() - begin - (computeNanos + exchangeNanos - before);
    return done;
  }

  /** Returns the time since the last lap, and starts a new one. */
  TimeLedger lap() {
    TimeLedger time = spent();
    start += time.wallNanos();
    computeNanos = 0;
    exchangeNanos = 0;
    updateNanos = 0;
    return time;
  }

  /** The time since the last lap. */
  TimeLedger spent() {
    return new TimeLedger(System.nanoTime() - start, computeNanos, exchangeNanos, updateNanos);
  }
}
