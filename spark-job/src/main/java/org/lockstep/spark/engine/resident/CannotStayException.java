package org.lockstep.spark.engine.resident;

/** Tasks cannot stay for a run here; its message says why. */
public final class CannotStayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why not. */
  public CannotStayException(String message) {
    super(message);
  }
}
