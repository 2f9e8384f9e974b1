package org.lockstep.spark.read.source;

/** Whether the first line of a CSV file names the columns. */
public enum Header {
  /**
   * It does if none of its fields reads as a number, unless they all come again below, or if the
   * lines below are so different that it must. Other data without any number and without a header
   * cannot be told from a header: use {@link #ABSENT} there.
   */
  AUTO,
  /** The first line of every file names the columns. */
  PRESENT,
  /** The first line is data; columns are named "1", "2", ... */
  ABSENT
}
