package org.lockstep.spark.read;

/** One row of a source, by column. */
interface Cells {
  /** The number in a numeric column. */
  double number(int column);

  /** The text in a text column. */
  String text(int column);

  /** The ML vector or the bytes in a column that is all features by itself. */
  Object whole(int column);
}
