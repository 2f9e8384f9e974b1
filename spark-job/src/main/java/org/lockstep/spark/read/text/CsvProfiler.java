package org.lockstep.spark.read.text;

import org.apache.spark.sql.Row;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.ChunkProfiler;
import org.lockstep.spark.read.columns.ColumnProfile;
import org.lockstep.spark.table.Finding;

/** The first pass over a CSV source. */
final class CsvProfiler extends ChunkProfiler {
  private static final long serialVersionUID = 1L;

  private final CsvPlan plan;

  CsvProfiler(CsvPlan plan) {
    this.plan = plan;
  }

  @Override
  protected ColumnProfile[] columns() {
    return plan.rules().emptyProfiles();
  }

  @Override
  protected Look look() {
    return new Lines();
  }

  private final class Lines implements Look {
    private final CsvLines.Splitter splitter = new CsvLines.Splitter(plan.width());
    private final CsvCells cells = new CsvCells(plan.markers());

    @Override
    public void at(ChunkProfile profile, Chunk chunk, long line, Row row) {
      String text = row.getString(0);
      if (profile.isBlank(line, text) || profile.problem != null) {
        return;
      }
      profile.problem = plan.ofLine(line, text, row.getInt(1));
      if (profile.problem == null) {
        String[] fields = splitter.split(text);
        profile.problem =
            plan.isHeader(chunk, line) ? plan.ofHeader(line, fields) : look(profile, line, fields);
      }
    }

    private Finding look(ChunkProfile profile, long line, String[] fields) {
      Finding width = plan.ofWidth(line, fields.length);
      if (width != null) {
        return width;
      }
      cells.set(fields);
      return plan.rules().look(line, cells, profile);
    }
  }
}
