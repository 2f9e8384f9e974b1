package org.lockstep.spark.read.columns;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** The cells of one row after the other; one for each task. */
public interface RowCells extends Cells {
  /** The next rows are of this chunk. */
  default void begin(Chunk chunk) {}

  /**
   * Goes to a row.
   *
   * @return false where it is none of its own: a line that belongs to the row above it
   * @throws ChangedException where it is seen that it is not what the first pass saw
   */
  boolean set(Row row);

  /** Makes them. */
  @FunctionalInterface
  interface Maker extends Serializable {
    /** The cells of no row yet. */
    RowCells cells();
  }
}
