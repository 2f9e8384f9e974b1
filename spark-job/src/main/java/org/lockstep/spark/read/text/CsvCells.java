package org.lockstep.spark.read.text;

import org.lockstep.spark.read.columns.Cells;
import org.lockstep.spark.read.source.ReadingSettings;

/** The fields of one line after the other. */
final class CsvCells implements Cells {
  private final LineFields fields;
  private final MissingMarkers markers;

  CsvCells(LineFields fields, MissingMarkers markers) {
    this.fields = fields;
    this.markers = markers;
  }

  @Override
  public boolean isMissing(int column) {
    return !isNumber(column)
        && markers.isMissing(fields.bytes(), fields.from(column), fields.to(column));
  }

  @Override
  public boolean isMissingNumber(int column) {
    return !isNumber(column)
        && markers.isMissingNumber(fields.bytes(), fields.from(column), fields.to(column));
  }

  /** Whether a field is known to hold a number, which no marker is: most fields are asked first. */
  private boolean isNumber(int column) {
    return fields.isParsedNumber(column) && !markers.hasNumbers();
  }

  @Override
  public boolean isBrokenNumber(int column) {
    return fields.isBrokenNumber(column);
  }

  @Override
  public String unreadable(int column) {
    return fields.isText(column)
        ? null
        : "text in the encoding that the file begins in (or " + ReadingSettings.ENCODING + ")";
  }

  @Override
  public double number(int column) {
    return fields.number(column);
  }

  @Override
  public String text(int column) {
    return fields.text(column);
  }
}
