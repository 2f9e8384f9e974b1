package org.lockstep.spark.read.columns;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** The cells of one row after the other; one for each task. */
public interface RowCells extends Cells {
  /**
   * Goes to a row.
   *
   * @throws ChangedException where it is seen that it is not what the first pass saw
   */
  void set(Row row);

  /** Makes them. */
  @FunctionalInterface
  interface Maker extends Serializable {
    /** The cells of no row yet. */
    RowCells cells();
  }
}
