package org.lockstep.spark.engine;

/** What a step usually takes: the mean, which one step that waited for a lost task hardly moves. */
public final class MeanTime {
  private long count;
  private double sum; // ns

  /** One more step. */
  public void add(long nanos) {
    count++;
    sum += nanos;
  }

  /** In nanoseconds; 0 before the first. */
  public long nanos() {
    return count == 0 ? 0 : (long) (sum / count);
  }
}
