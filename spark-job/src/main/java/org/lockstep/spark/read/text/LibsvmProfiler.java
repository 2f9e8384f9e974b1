package org.lockstep.spark.read.text;

import org.lockstep.spark.read.columns.ChunkProfiler;
import org.lockstep.spark.read.columns.ColumnProfile;
import org.lockstep.spark.table.Finding;

/** The first pass over a LibSVM source, which has no columns. */
final class LibsvmProfiler extends ChunkProfiler {
  private static final long serialVersionUID = 1L;

  private final int width;

  /** {@code width} is the most features allowed; 0 if the data decides. */
  LibsvmProfiler(int width) {
    this.width = width;
  }

  @Override
  protected ColumnProfile[] columns() {
    return new ColumnProfile[0];
  }

  @Override
  protected Look look() {
    return (profile, chunk, line, row) -> {
      String text = CsvLines.text(row);
      boolean isBlank = text != null && text.isBlank();
      profile.sawLine(line, isBlank);
      if (isBlank || profile.problem != null) {
        return;
      }
      if (text == null) {
        profile.problem =
            new Finding(line, "at most 16 MiB in a line", CsvLines.length(row) + " bytes");
        return;
      }
      LibsvmLine.Profile found = LibsvmLine.profile(line, text, width);
      profile.problem = found.problem();
      profile.entries += found.entries();
      profile.largestIndex = Math.max(profile.largestIndex, found.largestIndex());
    };
  }
}
