package org.lockstep.spark.read.text;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;

/** The second pass over a source of lines: those already found good become rows. */
abstract class LineRows implements FlatMapFunction<Iterator<Row>, Row> {
  private static final long serialVersionUID = 1L;

  private final Map<CsvLines.Chunk, CsvIndex.Entry> chunks;

  LineRows(Map<CsvLines.Chunk, CsvIndex.Entry> chunks) {
    this.chunks = chunks;
  }

  /** What converts the lines of one task. */
  interface Converter {
    /**
     * A line's row.
     *
     * @throws ChangedException if the line is not what the first pass saw
     */
    Row row(long index, String line);
  }

  abstract Converter converter();

  /** A line is not what it was. */
  static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public final Iterator<Row> call(Iterator<Row> lines) {
    return new Rows(lines, converter());
  }

  /** The rows of one partition; the next is built one ahead. */
  private final class Rows implements Iterator<Row> {
    private final Iterator<Row> lines;
    private final Converter converter;
    private CsvLines.Chunk chunk;
    private CsvIndex.Entry entry;
    private String encodedFile;
    private long line;
    private Row next;

    Rows(Iterator<Row> lines, Converter converter) {
      this.lines = lines;
      this.converter = converter;
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
      try {
        return converter.row(index, text);
      } catch (ChangedException e) {
        throw changed();
      }
    }

    private BadInputException changed() {
      return BadInputException.at(
          chunk.file(), "the file as it was when it was checked", "that it has changed since");
    }
  }
}
