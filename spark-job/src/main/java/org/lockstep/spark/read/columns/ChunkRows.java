package org.lockstep.spark.read.columns;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.Source;

/** The second pass over a source: lines already found good become rows. */
public abstract class ChunkRows<T> implements FlatMapFunction<Iterator<Row>, T> {
  private static final long serialVersionUID = 1L;

  private final Map<Chunk, ChunkIndex.Entry> chunks;

  protected ChunkRows(Map<Chunk, ChunkIndex.Entry> chunks) {
    this.chunks = chunks;
  }

  /** Converts the lines of one task. */
  protected interface Converter<T> {
    /** Announces that the next lines are of this chunk. */
    default void begin(Chunk chunk) {}

    /**
     * Returns a line's row; null if it is left out.
     *
     * @throws ChangedException if the line is not what the first pass saw
     */
    T row(long index, Row row);
  }

  protected abstract Converter<T> converter();

  @Override
  public final Iterator<T> call(Iterator<Row> lines) {
    return new Rows(lines, converter());
  }

  /** The rows of one partition; each is built one ahead. */
  private final class Rows implements Iterator<T> {
    private final Iterator<Row> lines;
    private final Converter<T> converter;
    private Chunk chunk;
    private ChunkIndex.Entry entry;
    private String encodedFile;
    private long line;
    private long rows; // of the chunk
    private T next;

    Rows(Iterator<Row> lines, Converter<T> converter) {
      this.lines = lines;
      this.converter = converter;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public T next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      T result = next;
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
        if (position >= 0 && position < entry.lines()) {
          next = row(entry.firstRow() + rows, row);
          rows += next == null ? 0 : 1;
        }
      }
      if (next == null) {
        endChunk();
      }
    }

    private void startChunk(Row row) {
      chunk = Chunk.of(row);
      encodedFile = Chunk.file(row);
      line = 0;
      rows = 0;
      entry = chunks.get(chunk);
      if (entry == null) {
        throw changed();
      }
      converter.begin(chunk);
    }

    private void endChunk() {
      if (entry != null && (line < entry.lines() + entry.header() || rows != entry.rows())) {
        throw changed();
      }
    }

    private T row(long index, Row row) {
      try {
        return converter.row(index, row);
      } catch (ChangedException e) {
        throw changed();
      }
    }

    private BadInputException changed() {
      boolean isTable = Source.isTable(chunk.file());
      return BadInputException.at(
          isTable ? Source.tableOf(chunk.file()) : chunk.file(),
          "the " + (isTable ? "table" : "file") + " unchanged since it was checked",
          "a changed one");
    }
  }
}
