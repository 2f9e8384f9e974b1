package org.lockstep.spark.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.util.List;

/**
 * Writes CSV as RFC 4180 has it, with line feeds: all that Lockstep writes for others to read. Not
 * thread-safe.
 */
public final class Csv {
  private final CsvWriter writer;

  /** A writer of rows of any width. */
  public Csv() {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setComment('\0'); // there are none, so that nothing looks like one
    settings.setQuotationTriggers('"', '\r', '\n');
    settings.setQuoteEscapingEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(false);
    settings.setMaxCharsPerColumn(-1); // any
    settings.setMaxColumns(1 << 20);
    writer = new CsvWriter(settings);
  }

  /** The line of a row, without a line end. */
  public String line(List<String> fields) {
    return writer.writeRowToString(fields);
  }
}
