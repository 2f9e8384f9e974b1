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
import org.apache.spark.unsafe.types.UTF8String;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.InternalRows;

/** A source of text as lines, each with the chunk it belongs to. */
public final class CsvLines {
  /** Longer lines are refused; the widest sensible row is far shorter. */
  static final int LONGEST = 16 << 20;

  private CsvLines() {}

  /**
   * The lines: their bytes (null if too long), how many, file, start of the chunk. An RDD rather
   * than a Dataset, because its partitions stay as they are: a Dataset splits its files anew in
   * every job, differently after executors came or went, and chunks would no longer be found again.
   */
  static JavaRDD<Row> read(SparkSession spark, Source source, Charset charset) {
    DataFrameReader reader = spark.read();
    if (!LineFields.isAsciiBased(charset)) {
      reader = reader.option("encoding", charset.name()).option("lineSep", "\n");
    }
    return InternalRows.of(reader.text(source.sparkPaths()).select("value"))
        .mapPartitions(LineRows::new);
  }

  /**
   * Lines as rows; those of one file share its name. Spark tells the file and the start of the
   * chunk by thread; as columns, they would be copied for each line.
   */
  private static final class LineRows implements Iterator<Row> {
    private final Iterator<InternalRow> lines;
    private UTF8String file;
    private String fileText;

    LineRows(Iterator<InternalRow> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public Row next() {
      InternalRow line = lines.next();
      UTF8String value = line.getUTF8String(0);
      UTF8String itsFile = InputFileBlockHolder.getInputFilePath();
      if (!itsFile.equals(file)) {
        file = itsFile;
        fileText = file.toString();
      }
      int length = value.numBytes();
      return RowFactory.create(
          length <= LONGEST ? value.getBytes() : null,
          length,
          fileText,
          InputFileBlockHolder.getStartOffset());
    }
  }

  /** A line as {@link #read} gives it. */
  static Row row(String line, String file, long start) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return RowFactory.create(bytes, bytes.length, file, start);
  }

  /** The bytes of a line; null if it is too long. */
  static byte[] bytes(Row row) {
    return row.getAs(0);
  }

  /** The text of a line of UTF-8; null if it is too long. */
  static String text(Row row) {
    byte[] bytes = bytes(row);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The text of a line that was found good before.
   *
   * @throws ChangedException if it is none now
   */
  static String goodText(Row row) {
    String text = text(row);
    if (text == null || text.isBlank()) {
      throw new ChangedException();
    }
    return text;
  }
}
