package org.lockstep.spark.read.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/**
 * The lines of files whose quoted fields hold line breaks. One task reads a file, since no byte in
 * the middle shows whether it is inside quotes. The first line of a row carries all of the row's
 * lines; the others remain, as {@linkplain #isContinued continued} lines, so that lines keep their
 * numbers.
 */
final class CsvRecords {
  /** The most lines of a row; a longer one has lost a quote. */
  private static final int MOST_LINES = 10_000;

  private static final int CONTINUED = -1;

  private CsvRecords() {}

  /** The lines, as {@link CsvLines#read} describes them. */
  static JavaRDD<Row> read(
      SparkSession spark, Configuration configuration, Source source, Dialect dialect) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(configuration));
    List<SourceFile> files = source.files();
    List<Integer> indexes = IntStream.range(0, files.size()).boxed().toList();
    return context
        .parallelize(indexes, indexes.size())
        .flatMap(i -> new Records(shared.value().value(), files.get(i), new LineFields(dialect)));
  }

  /** Whether a line belongs to the row that began above it. */
  static boolean isContinued(Row row) {
    return CsvLines.length(row) == CONTINUED;
  }

  /**
   * A line.
   *
   * @param bytes the bytes up to the longest line allowed; the rest are not kept
   * @param length the length of the whole line
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Line(byte[] bytes, long length) {}

  /** The lines of one file. */
  private static final class Records implements Iterator<Row> {
    private final String path;
    private final String encoded;
    private final LineFields fields;
    private final InputStream in;
    private final Deque<Row> next = new ArrayDeque<>();
    private int ahead = NONE;

    private static final int NONE = -2;

    Records(Configuration configuration, SourceFile file, LineFields fields) {
      this.path = file.path();
      this.encoded = new Path(path).toUri().toString();
      this.fields = fields;
      try {
        in = new BufferedInputStream(FileHead.unpacked(configuration, file));
        fill();
      } catch (IOException e) {
        throw FileErrors.explain(path, e);
      }
    }

    @Override
    public boolean hasNext() {
      return !next.isEmpty();
    }

    @Override
    public Row next() {
      Row row = next.poll();
      if (row == null) {
        throw new NoSuchElementException();
      }
      if (next.isEmpty()) {
        try {
          fill();
        } catch (IOException e) {
          throw FileErrors.explain(path, e);
        }
      }
      return row;
    }

    /** Takes the lines of the next row. */
    private void fill() throws IOException {
      Line first = line();
      if (first == null) {
        in.close();
        return;
      }
      List<Line> lines = new ArrayList<>(List.of(first));
      long length = first.length();
      fields.split(first.bytes(), 0, first.bytes().length);
      boolean isOpen = fields.isOpenQuote();
      while (isOpen && lines.size() < MOST_LINES && length < CsvLines.LONGEST) {
        Line more = line();
        if (more == null) {
          break;
        }
        lines.add(more);
        length += 1 + more.length();
        isOpen = fields.leavesOpen(more.bytes());
      }
      if (isOpen) { // nothing closes the quote: each line stands alone
        lines.forEach(line -> next.add(row(line.bytes(), line.length())));
        return;
      }
      next.add(row(lines.size() == 1 ? first.bytes() : joined(lines), length));
      lines.stream().skip(1).forEach(line -> next.add(row(null, CONTINUED)));
    }

    private static byte[] joined(List<Line> lines) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (Line line : lines) {
        whole.writeBytes(line.bytes());
        whole.write('\n');
      }
      return Arrays.copyOf(whole.toByteArray(), whole.size() - 1);
    }

    private Row row(byte[] bytes, long length) {
      byte[] kept = length <= CsvLines.LONGEST ? bytes : null;
      return RowFactory.create(kept, 0, (int) Math.min(length, Integer.MAX_VALUE), encoded, 0L);
    }

    /** The next line without its line end; null if there is none. */
    private Line line() throws IOException {
      int b = ahead == NONE ? in.read() : ahead;
      ahead = NONE;
      if (b < 0) {
        return null;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long length = 0;
      while (b >= 0 && b != '\n' && b != '\r') {
        if (length++ < CsvLines.LONGEST) {
          line.write(b);
        }
        b = in.read();
      }
      if (b == '\r') {
        int behind = in.read();
        ahead = behind == '\n' ? NONE : behind;
      }
      return new Line(line.toByteArray(), length);
    }
  }
}
