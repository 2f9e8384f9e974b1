package org.lockstep.spark.read.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.lockstep.spark.table.Finding;

/** The first pass over a LibSVM source: lines to one {@link CsvProfile} without columns a chunk. */
final class LibsvmProfiler implements FlatMapFunction<Iterator<Row>, CsvProfile> {
  private static final long serialVersionUID = 1L;

  private final int width;

  /** {@code width} is how many features there may be; 0 if the data is to tell. */
  LibsvmProfiler(int width) {
    this.width = width;
  }

  @Override
  public Iterator<CsvProfile> call(Iterator<Row> lines) {
    List<CsvProfile> profiles = new ArrayList<>();
    CsvLines.Chunk chunk = null;
    String encodedFile = null;
    CsvProfile profile = null;
    while (lines.hasNext()) {
      Row row = lines.next();
      if (chunk == null || !chunk.holds(row, encodedFile)) {
        chunk = CsvLines.Chunk.of(row);
        encodedFile = row.getString(2);
        profile = new CsvProfile(chunk, 0);
        profiles.add(profile);
      }
      addLine(profile, row.getString(0), row.getInt(1));
    }
    return profiles.iterator();
  }

  private void addLine(CsvProfile profile, String text, int bytes) {
    long line = profile.lines++;
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
    if (text == null) {
      profile.problem = new Finding(line, "at most 16 MiB in a line", bytes + " bytes");
      return;
    }
    LibsvmLine.Profile found = LibsvmLine.profile(line, text, width);
    profile.problem = found.problem();
    profile.largestIndex = Math.max(profile.largestIndex, found.largestIndex());
  }
}
