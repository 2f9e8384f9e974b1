package org.lockstep.bench.run;

/** A measurement that could not be taken, in one message for the user. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what went wrong, and where. */
  public BenchException(String message) {
    super(message);
  }

  /** With what went wrong, and where. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
