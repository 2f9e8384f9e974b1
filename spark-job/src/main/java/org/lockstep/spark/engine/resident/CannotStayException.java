package org.lockstep.spark.engine.resident;

/** Thrown if tasks cannot stay for a run here; its message says why. */
public final class CannotStayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that says why not. */
  public CannotStayException(String message) {
    super(message);
  }
}
