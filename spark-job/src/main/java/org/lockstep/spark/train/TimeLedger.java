package org.lockstep.spark.train;

/**
 * Where an epoch's wall time went; the parts add up to it.
 *
 * <p>An epoch is over when it has been evaluated, which happens together with the next epoch's
 * first step: that step's time is the earlier epoch's.
 *
 * @param wallNanos from the report of the epoch before to the report of this one
 * @param computeNanos computing on the slowest task of each step
 * @param exchangeNanos the rest of each step: scheduling, sending, waiting, adding
 * @param updateNanos averaging, optimizer and checks on the driver
 */
public record TimeLedger(long wallNanos, long computeNanos, long exchangeNanos, long updateNanos) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Both times. */
  public TimeLedger plus(TimeLedger other) {
    return new TimeLedger(
        wallNanos + other.wallNanos,
        computeNanos + other.computeNanos,
        exchangeNanos + other.exchangeNanos,
        updateNanos + other.updateNanos);
  }

  /** Wall time in seconds. */
  public double seconds() {
    return wallNanos / 1e9;
  }

  /** Computing, in milliseconds. */
  public double computeMillis() {
    return computeNanos / NANOS_PER_MILLI;
  }

  /** Exchange, in milliseconds. */
  public double exchangeMillis() {
    return exchangeNanos / NANOS_PER_MILLI;
  }

  /** Update, in milliseconds. */
  public double updateMillis() {
    return updateNanos / NANOS_PER_MILLI;
  }

  /** Evaluation, logging and everything else, in milliseconds. */
  public double otherMillis() {
    return (wallNanos - computeNanos - exchangeNanos - updateNanos) / NANOS_PER_MILLI;
  }
}
