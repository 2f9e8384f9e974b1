package org.lockstep.spark.read.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.spark.table.Finding;

/** The first pass over a CSV source: lines to one {@link CsvProfile} per chunk. */
final class CsvProfiler implements FlatMapFunction<Iterator<Row>, CsvProfile> {
  private static final long serialVersionUID = 1L;

  private final CsvChecks checks;

  CsvProfiler(CsvChecks checks) {
    this.checks = checks;
  }

  @Override
  public Iterator<CsvProfile> call(Iterator<Row> lines) {
    CsvLines.Splitter splitter = new CsvLines.Splitter(checks.width());
    List<CsvProfile> profiles = new ArrayList<>();
    CsvLines.Chunk chunk = null;
    String encodedFile = null;
    CsvProfile profile = null;
    while (lines.hasNext()) {
      Row row = lines.next();
      if (chunk == null || !chunk.holds(row, encodedFile)) {
        chunk = CsvLines.Chunk.of(row);
        encodedFile = row.getString(2);
        profile = new CsvProfile(chunk, checks.width());
        profiles.add(profile);
      }
      addLine(profile, chunk, splitter, row);
    }
    return profiles.iterator();
  }

  private void addLine(
      CsvProfile profile, CsvLines.Chunk chunk, CsvLines.Splitter splitter, Row row) {
    long line = profile.lines++;
    String text = row.getString(0);
    if (text != null && text.isBlank()) {
      if (profile.firstBlank == CsvProfile.NONE) {
        profile.firstBlank = line;
      }
      return;
    }
    profile.lastFilled = line;
    if (profile.problem != null) {
      return;
    }
    profile.problem = checks.ofLine(line, text, row.getInt(1));
    if (profile.problem == null) {
      String[] fields = splitter.split(text);
      profile.problem =
          checks.isHeader(chunk, line)
              ? checks.ofHeader(line, fields)
              : addFields(profile, line, fields);
    }
  }

  private Finding addFields(CsvProfile profile, long line, String[] fields) {
    Finding width = checks.ofWidth(line, fields.length);
    if (width != null) {
      return width;
    }
    for (int column = 0; column < fields.length; column++) {
      String field = fields[column];
      double number = Numbers.parse(field);
      Finding problem = checks.ofField(line, column, field, number);
      if (problem != null) {
        return problem;
      }
      if (Double.isNaN(number)) {
        profile.sawText(column, line, field, checks.collectsTexts(column));
      } else {
        profile.hasNumber[column] = true;
      }
    }
    return null;
  }
}
