package org.lockstep.spark.engine;

/** The Spark job of a run's tasks failed, or was cancelled. */
public final class TasksEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For this reason. */
  public TasksEndedException(Throwable cause) {
    super("the run's tasks have ended: " + cause.getMessage(), cause);
  }

  /** Why the run cannot go on. */
  public TasksEndedException(String message) {
    super(message);
  }
}
