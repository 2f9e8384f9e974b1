package org.lockstep.spark.read.columns;

/** One row of a source, by column. */
public interface Cells {
  /** Whether there is no value in a column. */
  boolean isMissing(int column);

  /** The finite number in a column; NaN where it holds something else. */
  double number(int column);

  /** What a column holds, as text. */
  String text(int column);

  /**
   * The ML vector, or the bytes, in a column that holds all features by itself; null where an
   * element of it is null.
   */
  default Object whole(int column) {
    throw new UnsupportedOperationException("no column of vectors");
  }
}
