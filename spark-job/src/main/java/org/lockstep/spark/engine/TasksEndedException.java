package org.lockstep.spark.engine;

/**
 * Thrown if the Spark job of a run's tasks failed or was cancelled, or if waiting for it was
 * interrupted.
 */
public final class TasksEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with this cause. */
  public TasksEndedException(Throwable cause) {
    super("the run's tasks have ended: " + cause.getMessage(), cause);
  }

  /** Creates an exception that says why the run cannot go on. */
  public TasksEndedException(String message) {
    super(message);
  }
}
