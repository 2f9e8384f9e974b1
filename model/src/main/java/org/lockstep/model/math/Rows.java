package org.lockstep.model.math;

/** The rows that a layer takes as input: a batch or a matrix. */
public sealed interface Rows permits Batch, Matrix {

  /** The number of rows in use. */
  int rows();

  /** The number of columns. */
  int columns();
}
