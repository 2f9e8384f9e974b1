package org.lockstep.spark.read.frame;

import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.columns.ChunkProfiler;
import org.lockstep.spark.read.columns.ColumnProfile;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.columns.RowRules;
import org.lockstep.spark.table.Finding;

/** The first pass over a DataFrame. */
final class FrameProfiler extends ChunkProfiler {
  private static final long serialVersionUID = 1L;

  private final FrameColumns columns;
  private final RowRules rules;
  private final boolean hasCorrupt;

  /**
   * Creates a pass.
   *
   * @param hasCorrupt whether a column of unreadable text comes before the chunk's columns
   */
  FrameProfiler(FrameColumns columns, RowRules rules, boolean hasCorrupt) {
    this.columns = columns;
    this.rules = rules;
    this.hasCorrupt = hasCorrupt;
  }

  @Override
  protected ColumnProfile[] columns() {
    return rules.emptyProfiles();
  }

  @Override
  protected Look look() {
    RowCells cells = columns.cells();
    return (profile, chunk, line, row) -> {
      if (profile.problem == null) {
        profile.problem = unreadable(line, row);
      }
      if (profile.problem == null) {
        cells.set(row);
        profile.problem = rules.look(line, cells, profile);
      }
    };
  }

  private Finding unreadable(long line, Row row) {
    int place = row.size() - 3;
    return hasCorrupt && !row.isNullAt(place)
        ? new Finding(
            line, "an object of JSON", BadInputException.quote(row.getString(place).strip()))
        : null;
  }
}
