package org.lockstep.spark.read.text;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.spark.read.columns.Cells;
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
    CsvCells own = plan.cells(fields);
    Optional<PartitionCells> partitioned = plan.partitioned(own);
    Cells cells = partitioned.isPresent() ? partitioned.get() : own;
    int width = plan.width();
    return new Converter<>() {
      @Override
      public void begin(Chunk chunk) {
        partitioned.ifPresent(it -> it.in(chunk.file()));
      }

      @Override
      public InternalRow row(long index, Row row) {
        if (CsvRecords.isContinued(row)) {
          return null;
        }
        byte[] bytes = CsvLines.bytes(row);
        if (bytes == null || fields.split(bytes, 0, bytes.length) != width) {
          throw new ChangedException();
        }
        return plan.rules().isDropped(cells) ? null : maker.make(index, cells);
      }
    };
  }
}
