package org.lockstep.spark.read.frame;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.columns.ChunkRows;
import org.lockstep.spark.read.columns.RowMaker;
import org.lockstep.spark.read.columns.RowRules;

/** The second pass over a DataFrame. */
final class FrameRows extends ChunkRows<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final FrameColumns columns;
  private final RowRules rules;
  private final RowMaker maker;

  FrameRows(
      FrameColumns columns, RowRules rules, RowMaker maker, Map<Chunk, ChunkIndex.Entry> chunks) {
    super(chunks);
    this.columns = columns;
    this.rules = rules;
    this.maker = maker;
  }

  @Override
  protected Converter<InternalRow> converter() {
    FrameColumns.RowCells cells = columns.new RowCells();
    return (index, row) -> {
      cells.set(row);
      return rules.isDropped(cells) ? null : maker.make(index, cells);
    };
  }
}
