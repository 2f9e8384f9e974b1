package org.lockstep.spark.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.DateValues;

/**
 * A profile of a DataFrame's raw columns, made in one pass before its rows are packed: the distinct
 * texts and words, the ranges of numbers and dates, and how many values are missing.
 */
final class RawProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RawColumnProfile[] columns;
  private long rows;

  private RawProfile(RawColumnProfile[] columns) {
    this.columns = columns;
  }

  /** The columns with these names, as texts, doubles, and dates in whole seconds. */
  static Column[] columns(Dataset<Row> dataset, List<String> names) {
    return names.stream()
        .map(
            name -> {
              DataType type = RawColumn.find("inputCols", dataset.schema(), name).dataType();
              return DateValues.isDate(type)
                  ? DateValues.seconds(Columns.of(name), type)
                  : type instanceof StringType
                      ? Columns.of(name)
                      : Columns.of(name).cast(DataTypes.DoubleType);
            })
        .toArray(Column[]::new);
  }

  /** Profiles all rows. */
  static RawProfile of(Dataset<Row> dataset, FitColumns fit) {
    RawColumnProfile[] columns =
        fit.features().inputs().stream()
            .map(
                name ->
                    new RawColumnProfile(
                        Columns.bare(name),
                        fit.features().texts().names().contains(name),
                        fit.features().texts().collects()))
            .toArray(RawColumnProfile[]::new);
    RawProfile empty = new RawProfile(columns);
    List<RawProfile> parts =
        dataset
            .select(columns(dataset, fit.features().inputs()))
            .javaRDD()
            .mapPartitions( // each task has its own copy
                rows -> List.of(empty.addAll(rows)).iterator())
            .collect();
    parts.forEach(empty::merge);
    return empty;
  }

  private RawProfile addAll(Iterator<Row> all) {
    while (all.hasNext()) {
      Row row = all.next();
      for (int i = 0; i < columns.length; i++) {
        columns[i].add(row.get(i));
      }
      rows++;
    }
    return this;
  }

  private void merge(RawProfile other) {
    rows += other.rows;
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(other.columns[i]);
    }
  }

  /** Whether a value counts as missing. */
  static boolean isMissing(Object value) {
    return value == null || value.equals("") || (value instanceof Double x && x.isNaN());
  }

  /**
   * The input columns, with every category and word found.
   *
   * @throws org.lockstep.model.error.BadInputException for a column that cannot be read
   */
  InputSchema schema(TextInputs texts) {
    return new InputSchema(
        IntStream.range(0, columns.length).mapToObj(i -> columns[i].column(texts)).toList());
  }

  /** The number of stored raw values in all rows; empty if no column holds words. */
  OptionalLong entries() {
    boolean hasWords = IntStream.range(0, columns.length).anyMatch(i -> columns[i].holdsWords());
    return hasWords
        ? OptionalLong.of(
            IntStream.range(0, columns.length)
                .mapToLong(i -> columns[i].holdsWords() ? columns[i].words() : rows)
                .sum())
        : OptionalLong.empty();
  }

  /** Notes for the user about the columns, one line each. */
  List<String> notes(boolean fills) {
    List<String> notes = new ArrayList<>();
    for (RawColumnProfile column : columns) {
      if (column.isAmbiguous()) {
        notes.add(
            Text.brief(column.name())
                + " holds dates that do not tell day from month: they are read as categories");
      }
    }
    if (fills) {
      notes.addAll(missing());
    }
    return notes;
  }

  /** A line about missing values; empty if there are none. */
  private List<String> missing() {
    String counts =
        IntStream.range(0, columns.length)
            .filter(i -> columns[i].missing() > 0)
            .mapToObj(
                i -> Text.brief(columns[i].name()) + Text.format(" %,d", columns[i].missing()))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? List.of() : List.of("values missing and filled: " + counts);
  }
}
