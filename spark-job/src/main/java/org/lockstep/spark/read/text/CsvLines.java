package org.lockstep.spark.read.text;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.source.Source;

/** A CSV source as lines, each with the chunk it belongs to. */
public final class CsvLines {
  /** Longer lines are refused; the widest sensible row is far shorter. */
  static final int LONGEST = 16 << 20;

  /** Lines with more fields than this too many are split at leisure. */
  private static final int SPARE_FIELDS = 64;

  private CsvLines() {}

  /**
   * The lines: text (null if too long), length in bytes, file, start of the chunk. An RDD rather
   * than a Dataset, because its partitions stay as they are: a Dataset splits its files anew in
   * every job, differently after executors came or went, and chunks would no longer be found again.
   */
  static JavaRDD<Row> read(SparkSession spark, Source source) {
    Dataset<Row> text = spark.read().text(source.sparkPaths());
    return text.select(
            functions.expr("if(octet_length(value) <= " + LONGEST + ", value, null)"),
            functions.expr("octet_length(value)"),
            functions.col("_metadata.file_path"),
            functions.col("_metadata.file_block_start"))
        .javaRDD();
  }

  /**
   * The text of a line that was found good before.
   *
   * @throws ChangedException if it is none now
   */
  static String text(Row row) {
    String text = row.getString(0);
    if (text == null || text.isBlank()) {
      throw new ChangedException();
    }
    return text;
  }

  /** Splits lines that should have {@code width} fields; one for each task. */
  static final class Splitter {
    private final CsvParser parser;

    Splitter(int width) {
      parser = parser(width + SPARE_FIELDS);
    }

    /** The fields of a line that is not blank, trimmed; empty ones as "". */
    String[] split(String line) {
      try {
        return fields(line, parser);
      } catch (TextParsingException e) {
        return CsvLines.split(line);
      }
    }
  }

  /** The fields of a line of any width. */
  static String[] split(String line) {
    return fields(line, parser(1 + (int) line.chars().filter(c -> c == ',').count()));
  }

  /** Where the parser sees nothing, as in a line of control characters, the line is one field. */
  private static String[] fields(String line, CsvParser parser) {
    String[] fields = parser.parseLine(line);
    return fields == null ? new String[] {line} : fields;
  }

  private static CsvParser parser(int mostFields) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setComment('\0');
    settings.setNullValue("");
    settings.setEmptyValue("");
    // The parser sets aside as many as this.
    settings.setMaxColumns(mostFields);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings);
  }

  /** Whether a quote is still open at the line's end. */
  static boolean hasOpenQuote(String line) {
    boolean open = false;
    for (int i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) {
      open = !open;
    }
    return open;
  }
}
