package org.lockstep.spark.engine.exchange;

/** Thrown if a message cannot have been sent by a crew, or the driver, of this run. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception that says what was expected and what was found. */
  public ProtocolException(String message) {
    super(message);
  }
}
