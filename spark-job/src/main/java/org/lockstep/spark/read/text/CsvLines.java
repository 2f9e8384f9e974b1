package org.lockstep.spark.read.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.InternalRows;

/** A source of text as lines, each with the chunk it belongs to. */
public final class CsvLines {
  /** The most bytes in a line; longer lines are refused. The widest sensible row is far shorter. */
  static final int LONGEST = 16 << 20;

  private CsvLines() {}

  /**
   * Returns the lines as rows of five columns: an array that holds the line's bytes (null if there
   * are too many), the offset of the first byte, the number of bytes, the file, and the start of
   * the chunk. A row is valid until the iterator is asked whether there is another. An RDD rather
   * than a Dataset, because its partitions are fixed: a Dataset splits its files anew in every job,
   * and differently after executors come or go, so the chunks would not be found again.
   */
  static JavaRDD<Row> read(SparkSession spark, Source source, Charset charset) {
    DataFrameReader reader = spark.read();
    if (!LineEncoding.isAsciiBased(charset)) {
      reader = reader.option("encoding", charset.name()).option("lineSep", "\n");
    }
    return InternalRows.of(reader.text(source.sparkPaths()).select("value"))
        .mapPartitions(LineRows::new);
  }

  /**
   * Turns lines into rows; the rows of one file share its name. Spark tells the file and the start
   * of the chunk per thread; as columns, they would be copied for each line.
   */
  private static final class LineRows implements Iterator<Row> {
    private final Iterator<InternalRow> lines;
    private UTF8String file; // one for each chunk
    private String fileText;
    private Long start;

    LineRows(Iterator<InternalRow> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Spark makes one name for each chunk
    public Row next() {
      InternalRow line = lines.next();
      UTF8String value = line.getUTF8String(0);
      UTF8String itsFile = InputFileBlockHolder.getInputFilePath();
      if (itsFile != file) {
        file = itsFile;
        fileText = file.toString();
        start = InputFileBlockHolder.getStartOffset();
      }
      int length = value.numBytes();
      if (length > LONGEST) {
        return RowFactory.create(null, 0, length, fileText, start);
      }
      int from = (int) (value.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
      return value.getBaseObject() instanceof byte[] bytes
          ? RowFactory.create(bytes, from, length, fileText, start)
          : RowFactory.create(value.getBytes(), 0, length, fileText, start);
    }
  }

  /** A line as {@link #read} returns it. */
  static Row row(String line, String file, long start) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return RowFactory.create(bytes, 0, bytes.length, file, start);
  }

  /** The array that holds the bytes of a line; null if the line is too long. */
  static byte[] bytes(Row row) {
    return row.getAs(0);
  }

  /** Where the bytes of a line begin. */
  static int from(Row row) {
    return row.getInt(1);
  }

  /** The end of the bytes of a line that is not too long. */
  static int to(Row row) {
    return from(row) + length(row);
  }

  /** How many bytes a line has. */
  static int length(Row row) {
    return row.getInt(2);
  }

  /** The text of a line of UTF-8; null if it is too long. */
  static String text(Row row) {
    byte[] bytes = bytes(row);
    return bytes == null ? null : new String(bytes, from(row), length(row), StandardCharsets.UTF_8);
  }

  /**
   * The text of a line that the first pass found good.
   *
   * @throws ChangedException if the line is not good now
   */
  static String goodText(Row row) {
    String text = text(row);
    if (text == null || text.isBlank()) {
      throw new ChangedException();
    }
    return text;
  }
}
