package org.lockstep.spark.engine.exchange;

/** A crew's way to the driver. Nothing here waits. */
public interface DriverLink extends AutoCloseable {

  /** A task is ready to compute. */
  void join(TaskAttempt task);

  /** A task will not compute any more. */
  void leave(TaskAttempt task, String why);

  /** The answer to a command. Its sums are the link's from now on. */
  void report(CrewSums sums);

  @Override
  void close();
}
