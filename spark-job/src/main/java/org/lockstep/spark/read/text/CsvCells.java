package org.lockstep.spark.read.text;

import java.util.Set;
import org.lockstep.spark.read.columns.Cells;
import org.lockstep.spark.read.source.Numbers;

/** The fields of one line after the other. */
final class CsvCells implements Cells {
  /** What programs write where there is no value. */
  static final Set<String> USUAL_MARKERS =
      Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "-nan", "null", "NULL", "None", "?", "#N/A");

  private final Set<String> markers;
  private String[] fields = {};

  CsvCells(Set<String> markers) {
    this.markers = markers;
  }

  /** Goes to a line. */
  void set(String[] line) {
    fields = line;
  }

  @Override
  public boolean isMissing(int column) {
    return markers.contains(fields[column]);
  }

  @Override
  public double number(int column) {
    return Numbers.parse(fields[column]);
  }

  @Override
  public String text(int column) {
    return fields[column];
  }
}
