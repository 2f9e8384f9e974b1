package org.lockstep.spark.table;

/** Where rows came from, for messages. Lives on the driver. */
@FunctionalInterface
public interface RowPlaces {
  /**
   * The place of a row as a user would look for it: {@code data/train.csv:17} (a line), {@code
   * part-0.parquet:row 17}, {@code train-labels-idx1-ubyte:item 17}; all counted from 1.
   *
   * @param row the row's index, from 0
   */
  String placeOf(long row);
}
