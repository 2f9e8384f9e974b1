package org.lockstep.bench.run;

/** A measurement that failed, with one message for the user. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with what went wrong and where. */
  public BenchException(String message) {
    super(message);
  }

  /** A failure with what went wrong and where. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
