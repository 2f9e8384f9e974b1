package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SplitColumn;
import org.lockstep.spark.table.Table;
import org.roaringbitmap.RoaringBitmap;

/** Creates splits that depend on the content of rows: on their classes, or on a column. */
public final class Splits {
  private Splits() {}

  /**
   * Holds out the same share of every class.
   *
   * @param encoded the table's rows, with the number of the class as target; read only if the first
   *     pass over the table did not collect the rows of each class
   * @param notes receives a note if classes are too small to give their share
   */
  public static Split byClass(
      String name,
      Table table,
      Dataset<Row> encoded,
      List<String> classes,
      RowRange used,
      HeldOut test,
      HeldOut validation,
      long seed,
      Consumer<String> notes) {
    Split split = Split.numbered(name, table.count(), used, test, validation);
    List<RoaringBitmap> sets =
        table
            .seen()
            .targets()
            .flatMap(targets -> targets.rowsOf(classes))
            .orElseGet(() -> ofClasses(encoded, classes.size()));
    long missing = split.chooseByClass(sets, test.share(), validation.share(), seed);
    if (missing > 0) {
      notes.accept(
          Text.format(
              "%,d fewer held out than requested: each class keeps a row for training", missing));
    }
    return split;
  }

  private static List<RoaringBitmap> ofClasses(Dataset<Row> encoded, int classes) {
    return RowSets.of(
        encoded, col(Table.TARGET), classes, row -> row.isNullAt(1) ? -1 : (int) row.getDouble(1));
  }

  /**
   * Keeps all rows with the same value of a column in one part.
   *
   * @param table that {@linkplain Table#CARRIED carries} this column first
   * @param notes receives a note with the number of values in each part
   * @throws BadInputException if there are too few values, or none on one side of the split point
   */
  public static Split byColumn(
      String name,
      Table table,
      SplitColumn column,
      RowRange used,
      HeldOut test,
      HeldOut validation,
      long seed,
      Consumer<String> notes) {
    Split split = Split.numbered(name, table.count(), used, test, validation);
    KeyCounts counts = KeyCounts.of(table, column, split);
    String words = Text.brief(column.name());
    KeyChoice choice = new KeyChoice(name + ":column " + words, counts);
    if (column.after().isPresent()) {
      choice.later(column.after().get(), validation.share());
    } else {
      choice.atRandom(test.share(), validation.share(), seed);
    }
    hold(split, table.rows(), column, counts, choice.parts());
    notes.accept(
        Text.format(
            "%s divides the rows: of its %,d values, %,d are for training, %,d for validation and"
                + " %,d for the test",
            words,
            counts.size(),
            choice.values(Part.TRAIN),
            choice.values(Part.VALIDATION),
            choice.values(Part.TEST)));
    return split;
  }

  private static void hold(
      Split split, Dataset<Row> rows, SplitColumn column, KeyCounts counts, Part[] parts) {
    long[] tests = counts.marked(parts, Part.TEST);
    long[] validations = counts.marked(parts, Part.VALIDATION);
    SplitColumn.Keys keys = column.keys();
    List<RoaringBitmap> sets =
        RowSets.of(
            rows,
            col(Table.CARRIED),
            2,
            row -> {
              if (!split.trains(row.getLong(0))) {
                return -1;
              }
              long key = keys.of(KeyCounts.value(row)).orElse(0);
              boolean isTest = Arrays.binarySearch(tests, key) >= 0;
              return isTest ? 0 : Arrays.binarySearch(validations, key) >= 0 ? 1 : -1;
            });
    split.hold(Part.TEST, sets.get(0));
    split.hold(Part.VALIDATION, sets.get(1));
  }
}
