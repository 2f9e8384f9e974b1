package org.lockstep.spark.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.NumberColumn;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.error.Mention;
import org.lockstep.model.shard.Shard;
import org.lockstep.model.text.Text;

/**
 * Finds columns that give the target away by themselves: such a column may be known only once the
 * target is. The measure is the correlation with a numeric target, or the share of rows whose class
 * a rule on this column alone predicts. The rule gives a category the class of most of its rows, or
 * the mean of their targets; for numbers, it gives each class an interval. Missing values are a
 * category of their own.
 *
 * <p>Looks only at the first training rows, with plain code on the driver.
 */
final class TargetLeakage {
  /** A column that exceeds this alone gives the target away. */
  private static final double MOST = 0.999;

  /** Fewer rows can agree by chance. */
  private static final int FEWEST_ROWS = 50;

  private static final int MOST_ROWS = 10_000;
  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_COUNTS = 4_000_000;
  private static final int NAMED = 3;

  private final Shard rows;
  private final TargetSchema target;

  private TargetLeakage(Shard rows, TargetSchema target) {
    this.rows = rows;
    this.target = target;
  }

  /**
   * A note to the user about such columns, in one line; empty if there are none.
   *
   * @param read the columns as the shards hold them
   */
  static Optional<String> note(FitData data, InputSchema read) {
    List<InputColumn> columns = read.columns();
    int values = columns.stream().mapToInt(InputColumn::values).sum();
    int most = Math.min(MOST_ROWS, MOST_VALUES / Math.max(1, values));
    boolean isTable = columns.size() > 1 && columns.stream().anyMatch(TargetLeakage::isLookedAt);
    if (!isTable || most < FEWEST_ROWS) {
      return Optional.empty();
    }
    return note(data.head(most), data.target(), columns);
  }

  /** The same for these rows. */
  static Optional<String> note(Shard rows, TargetSchema target, List<InputColumn> columns) {
    return rows.rows() < FEWEST_ROWS
        ? Optional.empty()
        : new TargetLeakage(rows, target).note(columns);
  }

  private static boolean isLookedAt(InputColumn column) {
    return column instanceof NumberColumn
        || column instanceof DateColumn
        || column instanceof CategoryColumn;
  }

  private Optional<String> note(List<InputColumn> columns) {
    double[][] raw = transposed(columns.stream().mapToInt(InputColumn::values).sum());
    double[][] y = targets();
    List<String> names = new ArrayList<>();
    List<String> told = new ArrayList<>();
    int value = 0;
    for (InputColumn column : columns) {
      if (isLookedAt(column)) {
        double reached = reached(raw[value], y, column instanceof CategoryColumn);
        if (reached > MOST) {
          names.add(Text.brief(column.name()));
          told.add(Text.brief(column.name()) + Text.format(" (%.4f)", reached));
        }
      }
      value += column.values();
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(note(names, told));
  }

  private String note(List<String> names, List<String> told) {
    boolean isOne = names.size() == 1;
    String more = names.size() > NAMED ? Text.format(" and %d more", names.size() - NAMED) : "";
    return (isOne ? "column " : "columns ")
        + String.join(", ", told.subList(0, Math.min(NAMED, told.size())))
        + more
        + (isOne ? " alone gives" : " alone give")
        + " the target away, by "
        + (target.task().isOfClasses() ? "accuracy" : "correlation")
        + ": leave "
        + (isOne ? "it" : "them")
        + " out with "
        + Mention.of("drop")
        + " "
        + String.join(",", names.subList(0, Math.min(NAMED, names.size())))
        + (isOne ? " if it is" : " if they are")
        + " not known when predicting";
  }

  private double[][] transposed(int values) {
    double[][] raw = new double[values][rows.rows()];
    double[] row = new double[values];
    for (int i = 0; i < rows.rows(); i++) {
      rows.features().loadRow(i, row);
      for (int j = 0; j < values; j++) {
        raw[j][i] = row[j];
      }
    }
    return raw;
  }

  private double reached(double[] x, double[][] y, boolean isCategory) {
    if (y.length > 0 && !isCategory) {
      return Arrays.stream(y).mapToDouble(targets -> correlation(x, targets)).max().orElse(0);
    }
    int[] groups = new int[x.length];
    int count = 1 + group(x, groups);
    if (isCategory && count > x.length / 10) {
      return 0; // categories of few rows each fit these rows better than others
    }
    return y.length == 0
        ? accuracy(groups, count, isCategory)
        : Arrays.stream(y).mapToDouble(targets -> ratio(groups, count, targets)).max().orElse(0);
  }

  /**
   * Numbers each row's value: 0 if it is missing, otherwise its rank among the distinct values,
   * from 1.
   *
   * @return the number of distinct values
   */
  private static int group(double[] x, int[] groups) {
    double[] sorted = new double[x.length];
    Arrays.setAll(sorted, i -> x[i] + 0.0); // turns -0.0 into 0.0
    Arrays.sort(sorted); // NaN comes last
    int different = 0;
    for (double value : sorted) {
      if (!Double.isNaN(value) && (different == 0 || value != sorted[different - 1])) {
        sorted[different++] = value;
      }
    }
    for (int i = 0; i < x.length; i++) {
      groups[i] =
          Double.isNaN(x[i]) ? 0 : 1 + Arrays.binarySearch(sorted, 0, different, x[i] + 0.0);
    }
    return different;
  }

  /** The rows' values of each target; empty for classes. */
  private double[][] targets() {
    if (target.task().isOfClasses()) {
      return new double[0][];
    }
    double[][] y = new double[target.outputs()][rows.rows()];
    double[] row = new double[y.length];
    for (int i = 0; i < rows.rows(); i++) {
      rows.loadTargets(i, row);
      for (int j = 0; j < y.length; j++) {
        y[j][i] = row[j];
      }
    }
    return y;
  }

  // --- Numbers ---------------------------------------------------------------------------------

  /** |Σ(x-x̄)(y-ȳ)| / √(Σ(x-x̄)²·Σ(y-ȳ)²) over the rows that have an x; 0 if most have none. */
  private static double correlation(double[] x, double[] y) {
    int[] there = IntStream.range(0, x.length).filter(i -> !Double.isNaN(x[i])).toArray();
    if (2 * there.length < x.length) {
      return 0;
    }
    double xMean = Arrays.stream(there).mapToDouble(i -> x[i]).sum() / there.length;
    double yMean = Arrays.stream(there).mapToDouble(i -> y[i]).sum() / there.length;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i : there) {
      xx += (x[i] - xMean) * (x[i] - xMean);
      yy += (y[i] - yMean) * (y[i] - yMean);
      xy += (x[i] - xMean) * (y[i] - yMean);
    }
    return xx > 0 && yy > 0 ? Math.abs(xy) / (Math.sqrt(xx) * Math.sqrt(yy)) : 0;
  }

  /** The correlation of y with the mean of its group: √(1 - Σ(y-ȳ_g)² / Σ(y-ȳ)²). */
  private static double ratio(int[] groups, int count, double[] y) {
    double[] sums = new double[count];
    int[] sizes = new int[count];
    for (int i = 0; i < y.length; i++) {
      sums[groups[i]] += y[i];
      sizes[groups[i]]++;
    }
    double mean = Arrays.stream(sums).sum() / y.length;
    double within = 0;
    double all = 0;
    for (int i = 0; i < y.length; i++) {
      double ofGroup = sums[groups[i]] / sizes[groups[i]];
      within += (y[i] - ofGroup) * (y[i] - ofGroup);
      all += (y[i] - mean) * (y[i] - mean);
    }
    return all > 0 ? Math.sqrt(Math.max(0, 1 - within / all)) : 0;
  }

  // --- Classes ---------------------------------------------------------------------------------

  /**
   * The share of rows that the rule gets right; 0 unless it makes less than a tenth of the errors
   * of always predicting the commonest class.
   */
  private double accuracy(int[] groups, int count, boolean isCategory) {
    int classes = target.classes().size();
    if ((long) count * classes > MOST_COUNTS) {
      return 0;
    }
    int[][] counts = new int[count][classes];
    int[] all = new int[classes];
    for (int i = 0; i < groups.length; i++) {
      counts[groups[i]][rows.classAt(i)]++;
      all[rows.classAt(i)]++;
    }
    int right = Arrays.stream(counts[0]).max().orElse(0);
    if (isCategory) {
      for (int g = 1; g < count; g++) {
        right += Arrays.stream(counts[g]).max().orElse(0);
      }
    } else {
      right += inIntervals(counts);
    }
    int wrong = groups.length - right;
    int otherwise = groups.length - Arrays.stream(all).max().orElse(0);
    return 10 * wrong < otherwise ? right / (double) groups.length : 0;
  }

  /**
   * How many rows have the class of their interval. The intervals follow the order of the classes'
   * means, and each class has one interval or none.
   *
   * @param counts by ascending value, from 1, and class
   */
  private static int inIntervals(int[][] counts) {
    int classes = counts[0].length;
    double[] places = new double[classes];
    int[] sizes = new int[classes];
    for (int g = 1; g < counts.length; g++) {
      for (int c = 0; c < classes; c++) {
        places[c] += (double) g * counts[g][c];
        sizes[c] += counts[g][c];
      }
    }
    int[] order =
        IntStream.range(0, classes)
            .filter(c -> sizes[c] > 0)
            .boxed()
            .sorted((a, b) -> Double.compare(places[a] / sizes[a], places[b] / sizes[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] right = new int[order.length]; // at k: with the latest row in the k-th interval or before
    for (int g = 1; g < counts.length; g++) {
      int before = 0;
      for (int k = 0; k < order.length; k++) {
        before = Math.max(before, right[k]);
        right[k] = before + counts[g][order[k]];
      }
    }
    return Arrays.stream(right).max().orElse(0);
  }
}
