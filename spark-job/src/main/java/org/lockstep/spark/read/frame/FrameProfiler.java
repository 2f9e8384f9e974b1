package org.lockstep.spark.read.frame;

import org.lockstep.spark.read.columns.ChunkProfiler;
import org.lockstep.spark.read.columns.ColumnProfile;
import org.lockstep.spark.read.columns.RowRules;

/** The first pass over a DataFrame. */
final class FrameProfiler extends ChunkProfiler {
  private static final long serialVersionUID = 1L;

  private final FrameColumns columns;
  private final RowRules rules;

  FrameProfiler(FrameColumns columns, RowRules rules) {
    this.columns = columns;
    this.rules = rules;
  }

  @Override
  protected ColumnProfile[] columns() {
    return rules.emptyProfiles();
  }

  @Override
  protected Look look() {
    FrameColumns.RowCells cells = columns.new RowCells();
    return (profile, chunk, line, row) -> {
      if (profile.problem == null) {
        cells.set(row);
        profile.problem = rules.look(line, cells, profile);
      }
    };
  }
}
