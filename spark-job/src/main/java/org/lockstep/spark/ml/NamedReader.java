package org.lockstep.spark.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.Predictor;
import org.lockstep.model.text.Text;

/** Reads the raw columns of a row, each in a column of its own. */
final class NamedReader implements RowReader {
  private final List<RawColumn> columns;
  private final boolean mayMiss;
  private final double[] values; // of the row that was read last

  /**
   * A reader.
   *
   * @param mayMiss whether missing values are the model's to fill
   */
  NamedReader(List<RawColumn> columns, boolean mayMiss) {
    this.columns = columns;
    this.mayMiss = mayMiss;
    this.values = new double[columns.size()];
  }

  @Override
  public boolean read(InternalRow row) {
    boolean isThere = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(row);
      isThere &= mayMiss || !Double.isNaN(values[i]);
    }
    return isThere;
  }

  @Override
  public boolean load(Predictor predictor, int i) {
    return predictor.load(values, i);
  }

  @Override
  public BadInputException problem(boolean isThere) {
    int[] bad = // beyond floats at least, where all is finite
        java.util.stream.IntStream.range(0, values.length)
            .filter(i -> !Float.isFinite((float) values[i]))
            .toArray();
    int first = Arrays.stream(bad).findFirst().orElse(0);
    return Double.isNaN(values[first])
        ? RawColumn.missing(columns.get(first).name())
        : BadInputException.at(
            "column " + columns.get(first).name(), "a finite number", Text.number(values[first]));
  }
}
