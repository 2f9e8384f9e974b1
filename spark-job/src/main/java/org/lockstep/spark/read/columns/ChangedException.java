package org.lockstep.spark.read.columns;

/** A row is not what it was when it was first looked at. */
public final class ChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
