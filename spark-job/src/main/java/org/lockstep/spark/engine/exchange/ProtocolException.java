package org.lockstep.spark.engine.exchange;

/** What came in cannot have been sent by a crew of this run. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was expected and what was found. */
  public ProtocolException(String message) {
    super(message);
  }
}
