package org.lockstep.spark.read.text;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;

/** The fields of a line of CSV by the parser that Spark has: a twin of {@link LineFields}. */
final class UnivocityFields {
  private UnivocityFields() {}

  /** The fields, trimmed; where the parser sees nothing, the line is one. */
  static String[] split(String line) {
    int width = 1 + (int) line.chars().filter(c -> c == ',').count();
    String[] fields = parser(width).parseLine(line);
    return fields == null ? new String[] {line} : fields;
  }

  static CsvParser parser(int mostFields) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setComment('\0');
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxColumns(mostFields);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings);
  }
}
