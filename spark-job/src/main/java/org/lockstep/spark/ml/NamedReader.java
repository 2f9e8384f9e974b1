package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.model.data.FeatureEntries;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.text.Text;

/** Reads a row's raw values, each from its own column. */
final class NamedReader implements RowReader {
  private final List<RawColumn> columns;
  private final boolean mayMiss;
  private final double[] values; // of the last row read, by column; 0 or NaN for words
  private final FeatureEntries entries; // of that row with its words; null if no column has any

  /**
   * A reader.
   *
   * @param mayMiss whether the model fills missing values
   */
  NamedReader(List<RawColumn> columns, boolean mayMiss) {
    this.columns = columns;
    this.mayMiss = mayMiss;
    this.values = new double[columns.size()];
    this.entries = columns.stream().anyMatch(RawColumn::holdsWords) ? new FeatureEntries() : null;
  }

  @Override
  public boolean read(InternalRow row) {
    if (entries != null) {
      entries.clear();
    }
    boolean isThere = true;
    int place = 0;
    for (int i = 0; i < values.length; i++) {
      RawColumn column = columns.get(i);
      if (column.holdsWords()) {
        values[i] = column.count(row, place, entries) ? 0 : Double.NaN;
      } else {
        values[i] = column.value(row);
        if (entries != null) {
          entries.put(place, values[i]);
        }
      }
      isThere &= mayMiss || !Double.isNaN(values[i]);
      place += column.values();
    }
    return isThere;
  }

  @Override
  public boolean load(Predictor predictor, int i) {
    if (entries == null) {
      return predictor.load(values, i);
    }
    int count = entries.count();
    return predictor.load(
        Arrays.copyOf(entries.places(), count), Arrays.copyOf(entries.values(), count), i);
  }

  @Override
  public BadInputException problem(boolean isThere) {
    int[] bad = // not finite, or beyond the range of a float
        IntStream.range(0, values.length).filter(i -> !Float.isFinite((float) values[i])).toArray();
    int first = Arrays.stream(bad).findFirst().orElse(0);
    return Double.isNaN(values[first])
        ? RawColumn.missing(columns.get(first).name())
        : BadInputException.at(
            "column " + columns.get(first).name(), "a finite number", Text.number(values[first]));
  }
}
