package org.lockstep.spark.read.text;

import org.apache.spark.sql.Row;
import org.lockstep.spark.read.columns.Chunk;
import org.lockstep.spark.read.columns.RowCells;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.Numbers;
import org.lockstep.spark.read.source.Partitions;

/** The fields of one line at a time, followed by the values in its directories' names. */
final class PartitionCells implements RowCells {
  private final RowCells fields;
  private final int width; // of the fields
  private final MissingMarkers markers;
  private final Partitions partitions;
  private String[] values; // of the chunk's file

  PartitionCells(RowCells fields, int width, MissingMarkers markers, Partitions partitions) {
    this.fields = fields;
    this.width = width;
    this.markers = markers;
    this.partitions = partitions;
  }

  @Override
  public void begin(Chunk chunk) {
    values = partitions.values(chunk.file());
  }

  @Override
  public boolean set(Row row) {
    return fields.set(row);
  }

  @Override
  public boolean isMissing(int column) {
    return column < width ? fields.isMissing(column) : markers.isMissing(text(column));
  }

  @Override
  public boolean isMissingNumber(int column) {
    return column < width ? fields.isMissingNumber(column) : markers.isMissingNumber(text(column));
  }

  @Override
  public boolean isBrokenNumber(int column) {
    return column < width ? fields.isBrokenNumber(column) : Numbers.isBroken(text(column));
  }

  @Override
  public String unreadable(int column) {
    return column < width ? fields.unreadable(column) : null;
  }

  @Override
  public double number(int column) {
    return column < width ? fields.number(column) : Numbers.parse(text(column));
  }

  @Override
  public Figure figure(int column) {
    return column < width ? fields.figure(column) : null;
  }

  @Override
  public String text(int column) {
    return column < width ? fields.text(column) : values[column - width];
  }
}
