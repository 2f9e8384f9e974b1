package org.lockstep.spark.read.columns;

/** Thrown if a row has changed since it was first looked at. */
public final class ChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
