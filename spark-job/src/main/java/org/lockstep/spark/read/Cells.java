package org.lockstep.spark.read;

/** One row of a source, by column. */
interface Cells {
  /** The number in a numeric column. */
  double number(int column);

  /** The text in a text column. */
  String text(int column);
}
