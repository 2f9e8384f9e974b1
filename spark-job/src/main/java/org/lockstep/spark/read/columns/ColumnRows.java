package org.lockstep.spark.read.columns;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** The second pass over a source of columns. */
public final class ColumnRows extends ChunkRows<InternalRow> {
  private static final long serialVersionUID = 1L;

  private final RowCells.Maker source;
  private final RowRules rules;
  private final RowMaker maker;

  ColumnRows(RowCells.Maker source, RowRules rules, RowMaker maker, ChunkIndex index) {
    super(index.entries());
    this.source = source;
    this.rules = rules;
    this.maker = maker;
  }

  @Override
  protected Converter<InternalRow> converter() {
    RowCells cells = source.cells();
    return new Converter<>() {
      @Override
      public void begin(Chunk chunk) {
        cells.begin(chunk);
      }

      @Override
      public InternalRow row(long index, Row row) {
        return !cells.set(row) || rules.isDropped(cells) ? null : maker.make(index, cells);
      }
    };
  }
}
