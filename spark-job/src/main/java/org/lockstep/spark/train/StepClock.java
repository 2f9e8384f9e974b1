package org.lockstep.spark.train;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lockstep.model.file.EpochSoFar;
import org.lockstep.spark.engine.Evaluation;
import org.lockstep.spark.engine.StepSum;

/**
 * Where an epoch's time goes. An epoch is evaluated by the next one's first step, so that an
 * evaluation is in the time of the epoch behind; only the last epoch has its own.
 */
final class StepClock {
  private long start; // of the epoch's time, which the next three add up within
  private long computeNanos;
  private long exchangeNanos;
  private long updateNanos;

  /** Goes on in an epoch, from its start or its middle. */
  StepClock(EpochSoFar soFar) {
    this.start = System.nanoTime() - soFar.wallNanos();
    this.computeNanos = soFar.computeNanos();
    this.exchangeNanos = soFar.exchangeNanos();
    this.updateNanos = soFar.updateNanos();
  }

  /** Takes the time of a sum: computing, and exchange. */
  StepSum step(Supplier<StepSum> step) {
    long begin = System.nanoTime();
    StepSum sum = step.get();
    long nanos = System.nanoTime() - begin;
    // The slowest task's clock may be another machine's: never count more than the step took.
    long compute = Math.min(sum.computeNanos(), nanos);
    computeNanos += compute;
    exchangeNanos += nanos - compute;
    return sum;
  }

  /** Takes the time of an evaluation on its own: exchange. */
  Evaluation evaluation(Supplier<Evaluation> evaluate) {
    long begin = System.nanoTime();
    Evaluation evaluation = evaluate.get();
    exchangeNanos += System.nanoTime() - begin;
    return evaluation;
  }

  /** Takes the time of an update, without that of the sums that it asks for. */
  boolean update(BooleanSupplier update) {
    long begin = System.nanoTime();
    long before = computeNanos + exchangeNanos;
    boolean done = update.getAsBoolean();
    updateNanos += System.nanoTime() - begin - (computeNanos + exchangeNanos - before);
    return done;
  }

  /** The time since the last lap, which ends here. */
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
