package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.lockstep.spark.read.source.KeptColumns;
import org.lockstep.spark.table.CarriedColumns;
import org.lockstep.spark.table.ColumnNames;
import org.lockstep.spark.table.Table;

/** The fields carried into each line of predictions: input columns, the row's number, its place. */
final class CarriedFields {
  private final Table table;
  private final List<PredictionColumn> columns = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();

  /** Returns the text of one column for a row. */
  @FunctionalInterface
  private interface Field {
    String of(long row, List<String> carried);
  }

  /**
   * Creates the requested fields.
   *
   * @param asked names and patterns, already checked by the reader
   */
  CarriedFields(List<String> asked, Table table) {
    this.table = table;
    Optional<CarriedColumns> there = CarriedColumns.of(table);
    for (String name : asked) {
      boolean isFound = there.isPresent() && addColumns(name, there.get());
      if (!isFound) {
        addOfRows(name);
      }
    }
  }

  private boolean addColumns(String pattern, CarriedColumns there) {
    boolean isFound = false;
    for (int i = 0; i < there.names().size(); i++) {
      String name = there.names().get(i);
      if (pattern.equals(KeptColumns.ALL) || ColumnNames.matches(pattern, name)) {
        int index = i;
        isFound = true;
        add(
            new PredictionColumn(name, there.types().get(i), true),
            (row, carried) -> carried.get(index));
      }
    }
    return isFound;
  }

  private void addOfRows(String name) {
    if (name.equals(KeptColumns.ROW)) {
      add(
          new PredictionColumn(KeptColumns.ROW, DataTypes.LongType, false),
          (row, carried) -> Long.toString(row));
    } else {
      add(PredictionColumn.text(KeptColumns.PLACE), (row, carried) -> table.places().placeOf(row));
    }
  }

  private void add(PredictionColumn column, Field field) {
    if (!columns.contains(column)) { // two patterns can match the same column
      columns.add(column);
      fields.add(field);
    }
  }

  List<PredictionColumn> columns() {
    return columns;
  }

  /**
   * Returns the fields of a row; null for a missing value.
   *
   * @param carried the row's carried values
   */
  List<String> of(long row, List<String> carried) {
    List<String> texts = new ArrayList<>();
    for (Field field : fields) {
      texts.add(field.of(row, carried));
    }
    return texts;
  }
}
