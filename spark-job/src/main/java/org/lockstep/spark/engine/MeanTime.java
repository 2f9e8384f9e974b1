package org.lockstep.spark.engine;

/**
 * The usual time of a step: the mean, which one step that waited for a lost task hardly changes.
 */
public final class MeanTime {
  private long count;
  private double sum; // ns

  /** Adds a step. */
  public void add(long nanos) {
    count++;
    sum += nanos;
  }

  /** The mean in nanoseconds; 0 before the first step. */
  public long nanos() {
    return count == 0 ? 0 : (long) (sum / count);
  }
}
