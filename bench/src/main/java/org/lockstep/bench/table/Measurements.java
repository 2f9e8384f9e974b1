package org.lockstep.bench.table;

import java.util.ArrayList;
import java.util.List;
import org.lockstep.model.text.Text;

/** Every single measured value, for readers who want more than the medians. */
public final class Measurements {
  private final List<String> lines = new ArrayList<>();

  /** Adds a value. */
  public void add(
      String row, String measure, String side, String setting, int round, double value) {
    lines.add(
        String.join(
            ",",
            Table.quoted(row),
            Table.quoted(measure),
            Table.quoted(side),
            Table.quoted(setting),
            Integer.toString(round),
            Text.format("%.9g", value)));
  }

  /** The values as CSV with a header. */
  public String csv() {
    return "row,measure,side,setting,round,value\n"
        + (lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }
}
