package org.lockstep.model.importance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.lockstep.model.data.InputEncoder;
import org.lockstep.model.math.Batch;
import org.lockstep.model.shard.Features;

/** Chooses the values of a column at which a model is evaluated. */
final class DependenceGrid {
  /** The outermost values may be errors, and represent few rows. */
  private static final double LOWEST = 0.05;

  private DependenceGrid() {}

  /**
   * The values of a column of numbers or dates in some rows: all of them if they are few, otherwise
   * equally spaced quantiles from 0.05 to 0.95.
   *
   * @param encoder the encoder of the rows' raw values
   * @param most the most values to return
   * @return ascending; empty if all are missing
   */
  static double[] ofNumbers(Features rows, InputEncoder encoder, int column, int most) {
    int place = encoder.firstValue(column);
    double origin = encoder.origins() == null ? 0 : encoder.origins()[place];
    double[] raw = new double[encoder.values()];
    double[] values = new double[rows.rows()];
    int count = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.loadRow(i, raw);
      if (!Double.isNaN(raw[place])) {
        values[count++] = raw[place] + origin;
      }
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= most) {
      return distinct;
    }
    double[] quantiles = new double[most];
    for (int k = 0; k < most; k++) {
      double share = LOWEST + (1 - 2 * LOWEST) * k / (most - 1);
      quantiles[k] = sorted[(int) Math.rint(share * (count - 1))];
    }
    return Arrays.stream(quantiles).distinct().toArray();
  }

  /**
   * The most frequent categories of a column.
   *
   * @param categories a row of features for each category
   * @param rows the rows whose categories are counted
   * @param feature the column's first feature
   * @return the categories' indices, ascending
   */
  static double[] frequent(
      PartialDependence.Column column, Batch categories, Batch rows, int feature, int most) {
    long[] counts = new long[column.categories()];
    for (int c = 0; c < counts.length; c++) {
      int j = column.oneHot() ? feature + c : feature;
      double own = categories.get(c, j);
      for (int i = 0; i < rows.rows(); i++) {
        counts[c] += rows.get(i, j) == own ? 1 : 0;
      }
    }
    return IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer c) -> counts[c]).reversed())
        .limit(most)
        .sorted()
        .mapToDouble(Integer::doubleValue)
        .toArray();
  }
}
