package org.lockstep.spark.read.text;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;

/** Splits a line of CSV with univocity, Spark's parser, as a reference for {@link LineFields}. */
final class UnivocityFields {
  private UnivocityFields() {}

  /** The trimmed fields, or the whole line as one field where the parser finds none. */
  static String[] split(String line) {
    int width = 1 + (int) line.chars().filter(c -> c == ',').count();
    String[] fields = parser(width).parseLine(line);
    return fields == null ? new String[] {line} : fields;
  }

  static CsvParser parser(int maxFields) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setComment('\0');
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxColumns(maxFields);
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings);
  }
}
