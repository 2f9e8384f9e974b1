package org.lockstep.spark.read.text;

import org.lockstep.spark.read.columns.Cells;
import org.lockstep.spark.read.source.Figure;
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
    return markers.isMissing(fields.bytes(), fields.from(column), fields.to(column));
  }

  @Override
  public boolean isMissingNumber(int column) {
    return markers.isMissingNumber(fields.bytes(), fields.from(column), fields.to(column));
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
  public Figure figure(int column) {
    return Figure.of(fields.text(column), fields.decimal());
  }

  @Override
  public String text(int column) {
    return fields.text(column);
  }
}
