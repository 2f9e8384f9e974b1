package org.lockstep.spark.run;

/** Thrown when the JVM was told to end and the job has stopped cleanly. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a one-line message. */
  public StoppedException(String message) {
    super(message);
  }
}
