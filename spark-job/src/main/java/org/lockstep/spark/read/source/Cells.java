package org.lockstep.spark.read.source;

/** One row of a source, by column. */
public interface Cells {
  /** The number in a numeric column. */
  double number(int column);

  /** The text in a text column. */
  String text(int column);

  /** The ML vector or the bytes in a column that is all features by itself. */
  Object whole(int column);
}
