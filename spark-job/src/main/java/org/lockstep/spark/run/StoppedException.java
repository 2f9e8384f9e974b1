package org.lockstep.spark.run;

/** The JVM was told to end, and what ran did so in good order. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the one line that tells of it. */
  public StoppedException(String message) {
    super(message);
  }
}
