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
 * that what is fitted depends on the rows and S alone. Missing numbers count for nothing but their
 * number.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private final long[] present; // rows in which a value is there
  private final double[] mean;
  private final double[] squares; // Σ(x - mean)²
  private final double[] min;
  private final double[] max;
  private final long[][] categories; // rows of each; null for a number

  private Moments(int[] categories) {
    int width = categories.length;
    this.present = new long[width];
    this.mean = new double[width];
    this.squares = new double[width];
    this.min = new double[width];
    this.max = new double[width];
    this.categories = new long[width][];
    Arrays.setAll(this.categories, j -> categories[j] == 0 ? null : new long[categories[j]]);
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  /**
   * The moments of a shard's rows; null for a shard without rows. Of sparse rows only the range is
   * found.
   *
   * @param categories by raw value, how many categories it is an index of; 0 for a number
   */
  public static Moments of(Shard shard, int[] categories) {
    if (shard.rows() == 0) {
      return null;
    }
    return shard.features() instanceof Features.Sparse sparse
        ? ofSparse(sparse)
        : of(shard.rows(), categories, (row, x) -> shard.features().loadRow(row, x));
  }

  /** The range alone, with the 0 that is not stored: only scalings that keep 0 ask. */
  private static Moments ofSparse(Features.Sparse features) {
    Moments moments = new Moments(new int[features.width()]);
    moments.rows = features.rows();
    Arrays.fill(moments.present, features.rows());
    Arrays.fill(moments.min, 0);
    Arrays.fill(moments.max, 0);
    features.extend(moments.min, moments.max);
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

  /** Fills an array with a row. */
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
        moments.add(j, x[j]);
      }
    }
    for (int j = 0; j < x.length; j++) {
      // The mean of n equal numbers may round away from them; a constant stays exactly constant.
      moments.mean[j] =
          moments.isConstant(j) ? moments.min[j] : moments.mean[j] / (double) moments.present[j];
    }
    for (int row = 0; row < rows; row++) {
      loader.load(row, x);
      for (int j = 0; j < x.length; j++) {
        if (!Double.isNaN(x[j])) {
          double deviation = x[j] - moments.mean[j];
          moments.squares[j] += deviation * deviation;
        }
      }
    }
    return moments;
  }

  private void add(int j, double x) {
    if (Double.isNaN(x)) {
      return;
    }
    present[j]++;
    if (categories[j] != null) {
      categories[j][(int) x]++;
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

  /** How many rows. */
  public long rows() {
    return rows;
  }

  /** How many raw values a row has. */
  public int width() {
    return mean.length;
  }

  /** In how many rows raw value j is there. */
  public long present(int j) {
    return present[j];
  }

  /** How many rows have each category that raw value j is an index of. */
  public long[] categories(int j) {
    return categories[j].clone();
  }

  /** The mean of the numbers that are there. */
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
   * The scaling of targets that these rows of them ask for. A constant target gets the scale 1.
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
    return new TargetScaling(kind, mean, scale);
  }

  private boolean isConstant(int j) {
    return min[j] == max[j];
  }
}
