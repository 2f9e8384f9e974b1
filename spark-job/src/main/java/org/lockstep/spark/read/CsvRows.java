package org.lockstep.spark.read;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;

/** The second pass over a CSV source: lines, already found good, to rows. */
final class CsvRows implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;

  private final RowBuilder builder;
  private final Map<CsvLines.Chunk, CsvIndex.Entry> chunks;
  private final int width;

  CsvRows(RowBuilder builder, Map<CsvLines.Chunk, CsvIndex.Entry> chunks, int width) {
    this.builder = builder;
    this.chunks = chunks;
    this.width = width;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> lines) {
    return new Rows(lines);
  }

  /** The rows of one partition; the next is built one ahead. */
  private final class Rows implements Iterator<Row>, Cells {
    private final Iterator<Row> lines;
    private final CsvLines.Splitter splitter = new CsvLines.Splitter(width);
    private CsvLines.Chunk chunk;
    private CsvIndex.Entry entry;
    private String encodedFile;
    private long line;
    private String[] fields;
    private Row next;

    Rows(Iterator<Row> lines) {
      this.lines = lines;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row result = next;
      advance();
      return result;
    }

    private void advance() {
      next = null;
      while (next == null && lines.hasNext()) {
        Row row = lines.next();
        if (chunk == null || !chunk.holds(row, encodedFile)) {
          endChunk();
          startChunk(row);
        }
        long position = line++ - entry.header();
        if (position >= 0 && position < entry.rows()) {
          next = row(entry.firstRow() + position, row);
        }
      }
      if (next == null) {
        endChunk();
      }
    }

    private void startChunk(Row row) {
      chunk = CsvLines.Chunk.of(row);
      encodedFile = row.getString(2);
      line = 0;
      entry = chunks.get(chunk);
      if (entry == null) {
        throw changed();
      }
    }

    private void endChunk() {
      if (entry != null && line < entry.rows() + entry.header()) {
        throw changed();
      }
    }

    private Row row(long index, Row row) {
      String text = row.getString(0);
      if (text == null || text.isBlank()) {
        throw changed();
      }
      fields = splitter.split(text);
      if (fields.length != width) {
        throw changed();
      }
      return builder.build(index, this);
    }

    @Override
    public double number(int column) {
      double number = Numbers.parse(fields[column]);
      if (Double.isNaN(number)) {
        throw changed();
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

    private BadInputException changed() {
      return BadInputException.at(
          chunk.file(), "the file as it was when it was checked", "that it has changed since");
    }
  }
}
