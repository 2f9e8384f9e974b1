package org.lockstep.model.math;

/** A batch: the rows that a layer takes. */
public sealed interface Rows permits Batch, Matrix {

  /** Rows in use. */
  int rows();

  /** Columns. */
  int columns();
}
