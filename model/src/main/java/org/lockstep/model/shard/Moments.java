package org.lockstep.model.shard;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.data.TargetScaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Words;

/**
 * Mean, spread and range of every raw value, or every target, over some rows, and how many rows
 * each category has: mergeable along the reduction tree (T. Chan, G. Golub, R. LeVeque 1979), so
 * that everything fitted depends on the rows and S alone. Missing numbers enter only the number of
 * rows.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private final long[] present; // rows in which a value is present
  private final double[] mean;
  private final double[] squares; // Σ(x - mean)²
  private final double[] min;
  private final double[] max;
  private final long[][] categories; // rows of each; for a term, see TERM; null for a number

  private Moments(int[] categories) {
    int width = categories.length;
    this.present = new long[width];
    this.mean = new double[width];
    this.squares = new double[width];
    this.min = new double[width];
    this.max = new double[width];
    this.categories = new long[width][];
    Arrays.setAll(this.categories, j -> counts(categories[j]));
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  private static long[] counts(int categories) {
    return categories == 0 ? null : new long[categories == TERM ? 2 : categories];
  }

  /** Given instead of a number of categories for the count of a term. */
  public static final int TERM = -1;

  /**
   * The moments of a shard's rows; null for a shard without rows.
   *
   * @param categories for each raw value, the number of categories that it indexes; 0 for a number,
   *     {@link #TERM} for the count of a term
   */
  public static Moments of(Shard shard, int[] categories) {
    if (shard.rows() == 0) {
      return null;
    }
    return shard.features() instanceof SparseFeatures sparse
        ? ofSparse(sparse, categories)
        : of(shard.rows(), categories, (row, x) -> shard.features().loadRow(row, x));
  }

  /** The same without visiting every 0: values that are not stored are added at the end. */
  private static Moments ofSparse(SparseFeatures features, int[] categories) {
    Moments moments = new Moments(categories);
    moments.rows = features.rows();
    long[] zeros = new long[features.width()];
    Arrays.fill(zeros, features.rows());
    features.forEach(
        (j, x) -> {
          zeros[j]--;
          moments.add(j, x, categories[j]);
        });
    for (int j = 0; j < zeros.length; j++) {
      if (zeros[j] > 0) {
        moments.present[j] += zeros[j] - 1;
        moments.add(j, 0, categories[j]);
        if (categories[j] > 0) {
          moments.categories[j][0] += zeros[j] - 1;
        }
      }
      moments.finishMean(j);
    }
    features.forEach(moments::addSquare);
    for (int j = 0; j < zeros.length; j++) {
      if (zeros[j] > 0) {
        moments.squares[j] += zeros[j] * moments.mean[j] * moments.mean[j];
      }
    }
    return moments;
  }

  /**
   * The moments of the targets of a shard's rows, or of their logarithms; null for a shard without
   * rows.
   */
  public static Moments ofTargets(Shard shard, TargetScaling.Kind kind) {
    if (shard.rows() == 0) {
      return null;
    }
    return of(
        shard.rows(),
        new int[shard.targets()],
        (row, y) -> {
          shard.loadTargets(row, y);
          for (int j = 0; j < y.length; j++) {
            y[j] = kind.bend(y[j]);
          }
        });
  }

  /** Loads a row into an array. */
  private interface RowLoader {
    void load(int row, double[] x);
  }

  private static Moments of(int rows, int[] categories, RowLoader loader) {
    Moments moments = new Moments(categories);
    moments.rows = rows;
    double[] x = new double[categories.length];
    for (int row = 0; row < rows; row++) {
      loader.load(row, x);
      for (int j = 0; j < x.length; j++) {
        moments.add(j, x[j], categories[j]);
      }
    }
    for (int j = 0; j < x.length; j++) {
      moments.finishMean(j);
    }
    for (int row = 0; row < rows; row++) {
      loader.load(row, x);
      for (int j = 0; j < x.length; j++) {
        moments.addSquare(j, x[j]);
      }
    }
    return moments;
  }

  /** The mean of n equal numbers may differ from them by rounding; a constant stays exact. */
  private void finishMean(int j) {
    mean[j] = isConstant(j) ? min[j] : mean[j] / (double) present[j];
  }

  private void addSquare(int j, double x) {
    if (!Double.isNaN(x)) {
      double deviation = x - mean[j];
      squares[j] += deviation * deviation;
    }
  }

  private void add(int j, double x, int kind) {
    if (Double.isNaN(x)) {
      return;
    }
    present[j]++;
    if (kind > 0) {
      categories[j][(int) x]++;
    } else if (kind == TERM) {
      categories[j][0] += x > 0 ? 1 : 0;
      categories[j][1] += (long) x;
    }
    mean[j] += x;
    min[j] = Math.min(min[j], x);
    max[j] = Math.max(max[j], x);
  }

  /** Adds the rows of other moments. */
  public Moments merge(Moments other) {
    for (int j = 0; j < mean.length; j++) {
      double n = (double) (present[j] + other.present[j]);
      if (present[j] == 0) {
        mean[j] = other.mean[j];
        squares[j] = other.squares[j];
        min[j] = other.min[j];
        max[j] = other.max[j];
      } else if (other.present[j] > 0) {
        double delta = other.mean[j] - mean[j];
        squares[j] += other.squares[j] + delta * delta * (present[j] * (other.present[j] / n));
        mean[j] += delta * (other.present[j] / n);
        min[j] = Math.min(min[j], other.min[j]);
        max[j] = Math.max(max[j], other.max[j]);
      }
      present[j] += other.present[j];
      if (categories[j] != null) {
        for (int c = 0; c < categories[j].length; c++) {
          categories[j][c] += other.categories[j][c];
        }
      }
    }
    rows += other.rows;
    return this;
  }

  /** The number of rows. */
  public long rows() {
    return rows;
  }

  /** The number of raw values of a row. */
  public int width() {
    return mean.length;
  }

  /** The number of rows in which raw value j is present. */
  public long present(int j) {
    return present[j];
  }

  /** The number of rows with each of the categories that raw value j indexes. */
  public long[] categories(int j) {
    return categories[j].clone();
  }

  /** The number of rows that contain the term counted by raw value j. */
  public long rowsWithTerm(int j) {
    return categories[j][0];
  }

  /** How often that term occurs in all rows. */
  public long occurrences(int j) {
    return categories[j][1];
  }

  /** The mean of the numbers that are present. */
  public double mean(int j) {
    return mean[j];
  }

  /** Their population standard deviation. */
  public double deviation(int j) {
    return Math.sqrt(squares[j] / (double) present[j]);
  }

  /** The smallest of them. */
  public double min(int j) {
    return min[j];
  }

  /** The largest of them. */
  public double max(int j) {
    return max[j];
  }

  /**
   * The scaling of targets, fitted to these rows. A constant target gets the scale 1.
   *
   * @param kind as for {@link #ofTargets}
   * @throws BadInputException where targets are too large to be scaled
   */
  public TargetScaling targetScaling(TargetScaling.Kind kind) {
    double[] scale = new double[mean.length];
    for (int j = 0; j < scale.length; j++) {
      double deviation = deviation(j);
      scale[j] = deviation > 0 ? deviation : 1;
      if (!Double.isFinite(mean[j]) || !Double.isFinite(scale[j])) {
        throw BadInputException.at(
            Mention.of("target-scale") + " " + Words.of(kind),
            "target " + (j + 1) + " to have a mean and a spread within the range of a double",
            "values from " + min[j] + " to " + max[j]);
      }
    }
    return kind == TargetScaling.Kind.CLIPPED
        ? TargetScaling.clipped(mean, scale, min, max)
        : new TargetScaling(kind, mean, scale);
  }

  private boolean isConstant(int j) {
    return min[j] == max[j];
  }
}
