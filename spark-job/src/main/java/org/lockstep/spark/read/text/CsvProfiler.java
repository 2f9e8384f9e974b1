package org.lockstep.spark.read.text;

import org.apache.spark.sql.Row;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkProfile;
import org.lockstep.spark.read.columns.ChunkProfiler;
import org.lockstep.spark.read.columns.ColumnProfile;
import org.lockstep.spark.read.columns.RowCells;
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
    private final CsvCells own = plan.fields();
    private final LineFields fields = own.fields();
    private final RowCells cells = plan.cells(own);
    private Chunk last; // the chunk of the latest line

    @Override
    public void at(ChunkProfile profile, Chunk chunk, long line, Row row) {
      if (CsvRecords.isContinued(row)) {
        profile.sawLine(line, false);
        profile.goOn(line);
        return;
      }
      if (plan.top().isAbove(chunk, line)) {
        profile.sawLine(line, false);
        profile.problem = profile.problem == null ? above(line, row) : profile.problem;
        return;
      }
      byte[] bytes = CsvLines.bytes(row);
      boolean isBlank =
          bytes != null && fields.isBlank(bytes, CsvLines.from(row), CsvLines.to(row));
      profile.sawLine(line, isBlank);
      if (isBlank || profile.problem != null) {
        return;
      }
      if (!chunk.equals(last)) {
        last = chunk;
        cells.begin(chunk);
      }
      profile.problem = CsvPlan.ofLength(line, bytes, CsvLines.length(row));
      if (profile.problem == null) {
        fields.split(bytes, CsvLines.from(row), CsvLines.to(row));
        profile.problem = CsvPlan.ofQuotes(line, fields);
      }
      if (profile.problem == null) {
        profile.problem =
            plan.top().isHeader(chunk, line)
                ? plan.top().ofHeader(line, fields.texts())
                : look(profile, line);
      }
    }

    private Finding above(long line, Row row) {
      byte[] bytes = CsvLines.bytes(row);
      if (bytes == null) {
        return CsvPlan.ofLength(line, null, CsvLines.length(row));
      }
      int from = CsvLines.from(row);
      int to = CsvLines.to(row);
      String text = Preamble.stripped(fields.decoded(bytes, from, to));
      return plan.ofAbove(line, text, fields.split(bytes, from, to));
    }

    private Finding look(ChunkProfile profile, long line) {
      Finding width = plan.ofWidth(line, fields.count());
      return width == null ? plan.rules().look(line, cells, profile) : width;
    }
  }
}
