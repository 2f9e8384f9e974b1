package org.lockstep.spark.read.text;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkRows;
import org.lockstep.spark.read.columns.RowMaker;

/** The second pass over a CSV source. */
final class CsvRows extends ChunkRows<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final CsvPlan plan;
  private final RowMaker maker;

  CsvRows(CsvPlan plan, RowMaker maker, Map<Chunk, ChunkIndex.Entry> chunks) {
    super(chunks);
    this.plan = plan;
    this.maker = maker;
  }

  @Override
  protected Converter<InternalRow> converter() {
    LineFields fields = plan.fields();
    CsvCells cells = plan.cells(fields);
    return (index, row) -> {
      byte[] bytes = CsvLines.bytes(row);
      if (bytes == null
          || fields.split(bytes, CsvLines.from(row), CsvLines.to(row)) != plan.width()) {
        throw new ChangedException();
      }
      return plan.rules().isDropped(cells) ? null : maker.make(index, cells);
    };
  }
}
