package org.lockstep.spark.read.text;

import java.util.Map;
import org.apache.spark.sql.Row;
import org.lockstep.spark.read.source.Cells;
import org.lockstep.spark.read.source.RowBuilder;

/** The second pass over a CSV source. */
final class CsvRows extends LineRows {
  private static final long serialVersionUID = 1L;

  private final RowBuilder builder;
  private final int width;

  CsvRows(RowBuilder builder, Map<CsvLines.Chunk, CsvIndex.Entry> chunks, int width) {
    super(chunks);
    this.builder = builder;
    this.width = width;
  }

  @Override
  Converter converter() {
    return new Fields();
  }

  /** The fields of one line after the other. */
  private final class Fields implements Converter, Cells {
    private final CsvLines.Splitter splitter = new CsvLines.Splitter(width);
    private String[] fields;

    @Override
    public Row row(long index, String line) {
      fields = splitter.split(line);
      if (fields.length != width) {
        throw new ChangedException();
      }
      return builder.build(index, this);
    }

    @Override
    public double number(int column) {
      double number = Numbers.parse(fields[column]);
      if (Double.isNaN(number)) {
        throw new ChangedException();
      }
      return number;
    }

    @Override
    public String text(int column) {
      return fields[column];
    }

    @Override
    public Object whole(int column) {
      throw new UnsupportedOperationException("CSV has no vectors");
    }
  }
}
