package org.lockstep.spark.read.text;

import org.apache.spark.sql.Row;
import org.lockstep.model.data.DateForm;
import org.lockstep.spark.read.columns.ChangedException;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.ReadingSettings;

/** The fields of one line at a time. */
final class CsvCells implements RowCells {
  private final LineFields fields;
  private final MissingMarkers markers;
  private final int width;

  CsvCells(LineFields fields, MissingMarkers markers, int width) {
    this.fields = fields;
    this.markers = markers;
    this.width = width;
  }

  @Override
  public boolean set(Row row) {
    if (CsvRecords.isContinued(row)) {
      return false;
    }
    byte[] bytes = CsvLines.bytes(row);
    if (bytes == null || fields.split(bytes, CsvLines.from(row), CsvLines.to(row)) != width) {
      throw new ChangedException();
    }
    return true;
  }

  /** The fields of the line, however many there are. */
  LineFields fields() {
    return fields;
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

  /**
   * Whether a field is a number and no marker is one. Asked first, since it settles most fields.
   */
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
  public Figure figure(int column) {
    return Figure.of(fields.text(column), fields.decimal());
  }

  /** Also reads a number whose digits are the date: programs write 20240131 as 20240131.0. */
  @Override
  public double seconds(int column, DateForm form) {
    double seconds = form.seconds(text(column));
    return Double.isNaN(seconds) ? form.seconds(number(column)) : seconds;
  }

  @Override
  public String text(int column) {
    return fields.text(column);
  }
}
