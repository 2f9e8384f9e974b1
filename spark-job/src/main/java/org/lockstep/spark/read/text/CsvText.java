package org.lockstep.spark.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/** The text of a source of lines: in files, inside the jar, or made on the way. */
public sealed interface CsvText permits CsvText.InFiles, EmbeddedData, GeneratedData {

  /** The files, real or not. */
  Source source();

  /** Fails where the text cannot be unpacked. */
  void check();

  /**
   * How a file begins.
   *
   * @param dialect found, or said
   * @param line the first one, without byte order mark and line end
   */
  record Beginning(Dialect dialect, String line) {}

  /**
   * Looks at a file's beginning.
   *
   * @param name for messages
   */
  Beginning begin(SourceFile file, String name, DialectOptions options) throws IOException;

  /** All lines, as {@link CsvLines#read} describes them. */
  JavaRDD<Row> lines(Charset charset);

  /** Text in files. */
  record InFiles(SparkSession spark, Configuration configuration, Source source)
      implements CsvText {
    @Override
    public void check() {
      CompressedText.check(spark, configuration, source);
    }

    @Override
    public Beginning begin(SourceFile file, String name, DialectOptions options)
        throws IOException {
      byte[] head;
      try (InputStream in = FileHead.unpacked(configuration, file)) {
        head = in.readNBytes(DialectFinder.HEAD_BYTES + 1);
      }
      boolean isWhole = head.length <= DialectFinder.HEAD_BYTES;
      if (FileHead.isGzip(head) || !(isWhole || hasLineEnd(head))) {
        FileHead.firstLine(configuration, file, name, CsvLines.LONGEST); // says what is wrong
      }
      byte[] looked = isWhole ? head : Arrays.copyOf(head, DialectFinder.HEAD_BYTES);
      Dialect dialect = DialectFinder.find(looked, isWhole, name, options);
      String line =
          hasLineEnd(head) || isWhole
              ? firstLine(head, dialect.charset())
              : FileHead.firstLine(configuration, file, name, CsvLines.LONGEST);
      return new Beginning(dialect, line);
    }

    private static boolean hasLineEnd(byte[] head) {
      for (byte b : head) {
        if (b == '\n' || b == '\r') {
          return true;
        }
      }
      return false;
    }

    private static String firstLine(byte[] head, Charset charset) {
      String text = new String(head, charset);
      int start = text.startsWith("\uFEFF") ? 1 : 0;
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return text.substring(start, end);
    }

    @Override
    public JavaRDD<Row> lines(Charset charset) {
      return CsvLines.read(spark, source, charset);
    }
  }
}
