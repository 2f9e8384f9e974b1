package org.lockstep.spark.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lockstep.spark.read.source.Dialect;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.FileHead;
import org.lockstep.spark.read.source.Source;
import org.lockstep.spark.table.SourceFile;

/** The text of a source of lines: in files, inside the jar, or generated. */
public sealed interface CsvText permits CsvText.InFiles, EmbeddedData, GeneratedData {

  /** The files, real or not. */
  Source source();

  /** Whether a file, unpacked, holds no text at all. */
  default boolean isEmpty(SourceFile file) throws IOException {
    return file.length() == 0;
  }

  /** Fails if the text cannot be unpacked. */
  void check();

  /**
   * How a file begins.
   *
   * @param dialect the dialect, detected or given
   * @param above the lines before the table, see {@link Preamble}
   * @param line the table's first line, without byte order mark and line end
   */
  record Beginning(Dialect dialect, List<String> above, String line) {
    /** A file that begins with its table. */
    Beginning(Dialect dialect, String line) {
      this(dialect, List.of(), line);
    }
  }

  /**
   * Looks at a file's beginning.
   *
   * @param name the file's name, for messages
   */
  Beginning begin(SourceFile file, String name, DialectOptions options) throws IOException;

  /** All lines, as {@link CsvLines#read} describes them. */
  JavaRDD<Row> lines(Charset charset);

  /** All lines; line breaks in quotes do not end a row, see {@link CsvRecords}. */
  default JavaRDD<Row> records(Dialect dialect) {
    return lines(dialect.charset());
  }

  /** Text in files. */
  record InFiles(SparkSession spark, Configuration configuration, Source source)
      implements CsvText {
    /** A compressed empty file, as Spark writes them, is shorter than this. */
    private static final int SHORT = 64;

    @Override
    public boolean isEmpty(SourceFile file) throws IOException {
      if (file.length() == 0 || file.length() >= SHORT) {
        return file.length() == 0;
      }
      try (InputStream in = FileHead.unpacked(configuration, file)) {
        return in.read() < 0;
      }
    }

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
      Charset charset = options.encoding().orElseGet(() -> EncodingFinder.find(looked));
      String text = new String(looked, charset);
      Preamble preamble = Preamble.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (!preamble.lines().isEmpty()) {
        return afterPreamble(preamble, preamble.rest(text), isWhole, name, options.in(charset));
      }
      Dialect dialect = DialectFinder.find(looked, isWhole, name, options);
      String line =
          hasLineEnd(head) || isWhole
              ? firstLine(head, dialect.charset())
              : FileHead.firstLine(configuration, file, name, CsvLines.LONGEST);
      return new Beginning(dialect, line);
    }

    private static Beginning afterPreamble(
        Preamble preamble, String text, boolean isWhole, String name, DialectOptions options) {
      Charset charset = options.encoding().orElseThrow();
      byte[] table = text.getBytes(charset);
      DialectOptions known =
          options.separator().or(preamble::separator).map(options::separatedBy).orElse(options);
      Dialect dialect = DialectFinder.find(table, isWhole, name, known);
      return new Beginning(dialect, preamble.lines(), firstLine(table, charset));
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
    public JavaRDD<Row> records(Dialect dialect) {
      return LineEncoding.isAsciiBased(dialect.charset())
          ? CsvRecords.read(spark, configuration, source, dialect)
          : lines(dialect.charset());
    }

    @Override
    public JavaRDD<Row> lines(Charset charset) {
      return CsvLines.read(spark, source, charset);
    }
  }
}
