package org.lockstep.spark.read.text;

import java.util.Locale;
import java.util.Map;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.read.source.DialectOptions;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Header;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;

/**
 * The dialect of CSV that the options give, in our words or in those of Spark's reader. CSV has its
 * own reader here: it detects the dialect, names the line of a mistake, and works on bytes.
 */
public final class CsvOptions {
  private static final char TAB = '\t';

  private CsvOptions() {}

  /** Returns the options with the dialect that the format and Spark's words for it give. */
  public static ReadOptions of(ReadOptions options, Format format) {
    DialectOptions dialect = options.form().dialect();
    for (Map.Entry<String, String> option : options.form().reader().given().entrySet()) {
      String place = ReadingSettings.READ_OPTION + " " + option.getKey();
      String value = option.getValue();
      dialect =
          switch (option.getKey().toLowerCase(Locale.ROOT)) {
            case "sep", "delimiter" -> dialect.separatedBy(DialectOptions.separator(place, value));
            case "encoding", "charset" -> dialect.in(DialectOptions.encoding(place, value));
            case "header" ->
                dialect.withHeader(Boolean.parseBoolean(value) ? Header.PRESENT : Header.ABSENT);
            default ->
                throw BadInputException.at(
                    ReadingSettings.READ_OPTION + "",
                    "only sep, encoding or header for " + Words.of(format),
                    BadInputException.quote(option.getKey()));
          };
    }
    if (format == Format.TSV) {
      if (dialect.separator().filter(sign -> sign != TAB).isPresent()) {
        throw BadInputException.at(
            ReadingSettings.SEPARATOR + "",
            "tabs for " + ReadingSettings.FORMAT + " tsv",
            BadInputException.quote(String.valueOf(dialect.separator().get())));
      }
      dialect = dialect.separatedBy(TAB);
    }
    return options.withDialect(dialect);
  }
}
