package org.lockstep.spark.train;

/**
 * An epoch's wall time, split into parts that add up to it.
 *
 * <p>An epoch's time ends with its last step, or with its evaluation if it is evaluated on its own.
 * Otherwise the next epoch's first step evaluates it, and the evaluation counts towards that next
 * epoch.
 *
 * @param wallNanos from the end of the previous epoch's time to the end of this one's
 * @param computeNanos computing on the slowest task of each step
 * @param exchangeNanos the rest of each step: scheduling, sending, waiting, adding
 * @param updateNanos averaging, optimizer and checks on the driver
 */
public record TimeLedger(long wallNanos, long computeNanos, long exchangeNanos, long updateNanos) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** The sum of both times. */
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

  /** Compute time in milliseconds. */
  public double computeMillis() {
    return computeNanos / NANOS_PER_MILLI;
  }

  /** Exchange time in milliseconds. */
  public double exchangeMillis() {
    return exchangeNanos / NANOS_PER_MILLI;
  }

  /** Update time in milliseconds. */
  public double updateMillis() {
    return updateNanos / NANOS_PER_MILLI;
  }

  /** The time of everything else, such as logging, in milliseconds. */
  public double otherMillis() {
    return (wallNanos - computeNanos - exchangeNanos - updateNanos) / NANOS_PER_MILLI;
  }
}
