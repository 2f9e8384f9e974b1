package org.lockstep.spark.read.text;

import org.apache.spark.sql.Row;
import org.lockstep.spark.read.columns.Cells;
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
    private final LineFields fields = plan.fields();
    private final CsvCells own = plan.cells(fields);
    private final PartitionCells partitioned = plan.partitioned(own).orElse(null);
    private final Cells cells = partitioned == null ? own : partitioned;

    @Override
    public void at(ChunkProfile profile, Chunk chunk, long line, Row row) {
      boolean isContinued = CsvRecords.isContinued(row);
      if (isContinued || plan.isAbove(chunk, line)) {
        profile.sawLine(line, false);
        if (isContinued) {
          profile.goOn(line);
        }
        return;
      }
      byte[] bytes = CsvLines.bytes(row);
      boolean isBlank = bytes != null && fields.isBlank(bytes, 0, bytes.length);
      profile.sawLine(line, isBlank);
      if (isBlank || profile.problem != null) {
        return;
      }
      if (partitioned != null) {
        partitioned.in(chunk.file());
      }
      profile.problem = CsvPlan.ofLength(line, bytes, row.getInt(1));
      if (profile.problem == null) {
        fields.split(bytes, 0, bytes.length);
        profile.problem = CsvPlan.ofQuotes(line, fields);
      }
      if (profile.problem == null) {
        profile.problem =
            plan.isHeader(chunk, line) ? plan.ofHeader(line, fields.texts()) : look(profile, line);
      }
    }

    private Finding look(ChunkProfile profile, long line) {
      Finding width = plan.ofWidth(line, fields.count());
      return width == null ? plan.rules().look(line, cells, profile) : width;
    }
  }
}
