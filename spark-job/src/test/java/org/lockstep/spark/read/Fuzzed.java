package org.lockstep.spark.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.lockstep.model.fuzz.Untrusted;
import org.lockstep.spark.read.columns.ChunkIndex;
import org.lockstep.spark.read.items.ItemCheck;
import org.lockstep.spark.read.items.ItemCursor;
import org.lockstep.spark.read.items.ItemFile;
import org.lockstep.spark.read.items.ItemRange;
import org.lockstep.spark.read.items.StoredArray;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.read.text.CsvLines;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.SourceFile;
import org.lockstep.spark.testing.MemoryFiles;
import scala.Tuple2;

/** Shared by the readers' fuzz tests: the work of a job's tasks, without Spark. */
public final class Fuzzed {
  /** The largest ratio to which any supported compression shrinks data, that of deflate. */
  public static final int MAX_RATIO = 1032;

  private static final Configuration CONFIGURATION = MemoryFiles.configuration();

  private Fuzzed() {}

  public static Configuration configuration() {
    return CONFIGURATION;
  }

  /** A source of one file in memory. */
  public static Source source(String name, byte[] bytes) {
    String path = MemoryFiles.hold(name, bytes);
    return new Source(name, name, new Path(path), List.of(new SourceFile(path, bytes.length, 0)));
  }

  /** One file in memory. */
  public static SourceFile file(String name, byte[] bytes) {
    return source(name, bytes).files().get(0);
  }

  /**
   * Checks the items and then reads them, as for rows. Items that pass the check must be readable.
   *
   * @param names number of class names if the items are labels, 0 if they are numbers
   */
  public static void readWhole(ItemFile file, int names) throws IOException {
    ItemCheck check = new ItemCheck(file, names);
    for (ItemRange range : ItemRange.of(List.of(file))) {
      if (check.isNeeded()) {
        Iterator<Tuple2<String, Finding>> found = check.check(CONFIGURATION, range);
        if (found.hasNext()) {
          Tuple2<String, Finding> first = found.next();
          throw first._2().at(first._1());
        }
      }
      try (ItemCursor cursor = ItemCursor.open(CONFIGURATION, file, range.from())) {
        for (long i = range.from(); i < range.to(); i++) {
          cursor.next();
        }
      }
    }
  }

  /**
   * Inspects the arrays of a file and reads the first two readable ones, as a job reads features
   * and labels.
   */
  public static void readSome(List<StoredArray> arrays) throws IOException {
    for (StoredArray array : arrays) {
      array.words();
      if (!array.isReadable()) {
        Untrusted.refused(array::orFail);
      }
    }
    for (StoredArray array : arrays.stream().filter(StoredArray::isReadable).limit(2).toList()) {
      array.column();
      readWhole(array.orFail(), 0);
    }
  }

  public static <T> List<T> list(Iterator<T> items) {
    List<T> list = new ArrayList<>();
    items.forEachRemaining(list::add);
    return list;
  }

  /** Asserts that the index knows this many rows, each with a place. */
  public static void checkPlaces(ChunkIndex index, long rows) {
    if (index.count() != rows) {
      throw new AssertionError("expected " + index.count() + " rows but found " + rows);
    }
    for (long row = 0; row < rows; row++) {
      index.placeOf(row);
    }
  }

  /** The lines of a text, as {@link CsvLines#read} gives them for a file of one chunk. */
  public static List<Row> lines(SourceFile file, byte[] text) throws IOException {
    boolean marked = FileHead.startsWith(text, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
    int start = marked ? 3 : 0;
    String uri = new Path(file.path()).toUri().toString();
    List<Row> rows = new ArrayList<>();
    try (LineReader lines =
        new LineReader(new ByteArrayInputStream(text, start, text.length - start))) {
      for (Text line = new Text(); lines.readLine(line) > 0; line = new Text()) {
        rows.add(RowFactory.create(line.copyBytes(), 0, line.getLength(), uri, 0L));
      }
    }
    return rows;
  }
}
