package org.lockstep.spark.read.columns;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** The cells of one row at a time; one instance for each task. */
public interface RowCells extends Cells {
  /** Announces that the next rows are of this chunk. */
  default void begin(Chunk chunk) {}

  /**
   * Moves to a row.
   *
   * @return false if it is not a row itself but a line that belongs to the row above it
   * @throws ChangedException if the row is seen to differ from what the first pass saw
   */
  boolean set(Row row);

  /** Makes cells. */
  @FunctionalInterface
  interface Maker extends Serializable {
    /** Returns cells that are at no row yet. */
    RowCells cells();
  }
}
