package org.lockstep.spark.store;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.util.List;

/** Formats CSV according to RFC 4180, but with line feeds. Not thread-safe. */
public final class Csv {
  private final CsvWriter writer;

  /** Creates a writer for rows of any width. */
  public Csv() {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setComment('\0'); // no comments, so that no field looks like one
    settings.setQuotationTriggers('"', '\r', '\n');
    settings.setQuoteEscapingEnabled(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(false);
    settings.setMaxCharsPerColumn(-1); // no limit
    settings.setMaxColumns(1 << 20);
    writer = new CsvWriter(settings);
  }

  /** Returns the line of a row, without a line end. */
  public String line(List<String> fields) {
    return writer.writeRowToString(fields);
  }
}
