package org.lockstep.spark.job;

/** The JVM was told to end, and what ran did so in good order. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException(String message) {
    super(message);
  }
}
