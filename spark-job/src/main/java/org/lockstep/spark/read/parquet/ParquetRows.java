package org.lockstep.spark.read.parquet;

import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.spark.read.source.Cells;
import org.lockstep.spark.read.source.RowBuilder;

/** The second pass over a Parquet source: selected rows, already found good, to rows of a table. */
final class ParquetRows implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;

  private final ParquetColumns columns;
  private final RowBuilder builder;
  private final Map<String, Long> firstRows;

  /**
   * @param firstRows for each file, how many rows the files before it have
   */
  ParquetRows(ParquetColumns columns, RowBuilder builder, Map<String, Long> firstRows) {
    this.columns = columns;
    this.builder = builder;
    this.firstRows = firstRows;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Rows(rows);
  }

  private final class Rows implements Iterator<Row>, Cells {
    private final Iterator<Row> rows;
    private String encodedFile = "";
    private long firstRow;
    private Row row;

    Rows(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      row = rows.next();
      if (!columns.file(row).equals(encodedFile)) {
        encodedFile = columns.file(row);
        firstRow = firstRows.get(ParquetProfiler.decode(encodedFile));
      }
      return builder.build(firstRow + columns.rowInFile(row), this);
    }

    @Override
    public double number(int column) {
      return row.getDouble(columns.position(column));
    }

    @Override
    public String text(int column) {
      return row.getString(columns.position(column));
    }

    @Override
    public Object whole(int column) {
      int position = columns.position(column);
      return columns.kind(position) == ParquetColumns.Kind.BYTES
          ? row.get(position)
          : columns.vector(row, position);
    }
  }
}
