package org.lockstep.spark.engine.exchange;

/** A crew's link to the driver. No method blocks. */
public interface DriverLink extends AutoCloseable {

  /** A task is ready to compute. */
  void join(TaskAttempt task);

  /** A task no longer computes. */
  void leave(TaskAttempt task, String why);

  /** The answer to a command. Its sums belong to the link from now on. */
  void report(CrewSums sums);

  @Override
  void close();
}
