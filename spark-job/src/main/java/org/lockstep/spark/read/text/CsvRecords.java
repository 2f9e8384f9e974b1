package org.lockstep.spark.read.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * The lines of files whose quoted fields hold line breaks. A file is read by one task, since no
 * byte in its middle tells whether it stands in quotes. All lines of a row come with its first one;
 * the others stay, as {@linkplain #isContinued continued} ones, so that lines keep their numbers.
 */
final class CsvRecords {
  /** Of a row; more have lost a quote. */
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
      byte[] first = line();
      if (first == null) {
        in.close();
        return;
      }
      List<byte[]> lines = new ArrayList<>(List.of(first));
      byte[] record = first;
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      whole.writeBytes(first);
      boolean isOpen = isOpen(record);
      while (isOpen && lines.size() < MOST_LINES && whole.size() < CsvLines.LONGEST) {
        byte[] more = line();
        if (more == null) {
          break;
        }
        lines.add(more);
        whole.write('\n');
        whole.writeBytes(more);
        if (fields.holdsQuote(more)) {
          record = whole.toByteArray();
          isOpen = isOpen(record);
        }
      }
      if (isOpen) { // the quote is lost: each line is as it stands
        lines.forEach(line -> next.add(row(line, line.length)));
        return;
      }
      next.add(row(record, record.length));
      lines.stream().skip(1).forEach(line -> next.add(row(null, CONTINUED)));
    }

    private boolean isOpen(byte[] record) {
      fields.split(record, 0, record.length);
      return fields.isOpenQuote();
    }

    private Row row(byte[] bytes, int length) {
      boolean fits = bytes != null && length <= CsvLines.LONGEST;
      return RowFactory.create(fits ? bytes : null, 0, length, encoded, 0L);
    }

    /** The next line without its end; null where there is none. */
    private byte[] line() throws IOException {
      int b = ahead == NONE ? in.read() : ahead;
      ahead = NONE;
      if (b < 0) {
        return null;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (b >= 0 && b != '\n' && b != '\r') {
        line.write(b);
        b = in.read();
      }
      if (b == '\r') {
        int behind = in.read();
        ahead = behind == '\n' ? NONE : behind;
      }
      return line.toByteArray();
    }
  }
}
