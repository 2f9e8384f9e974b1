package org.lockstep.model.shard;

import java.io.Serializable;
import java.util.Arrays;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.model.text.Words;

/**
 * Mean, spread and range of every feature over some rows, mergeable along the reduction tree (T.
 * Chan, G. Golub, R. LeVeque 1979), so that what is fitted depends on the rows and S alone.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private final double[] mean;
  private final double[] squares; // Σ(x - mean)²
  private final double[] min;
  private final double[] max;

  private Moments(int width) {
    mean = new double[width];
    squares = new double[width];
    min = new double[width];
    max = new double[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  /** The moments of a shard's rows; null for a shard without rows. */
  public static Moments of(Shard shard) {
    if (shard.rows() == 0) {
      return null;
    }
    Features features = shard.features();
    int width = features.width();
    Moments moments = new Moments(width);
    moments.rows = features.rows();
    double[] x = new double[width];
    for (int row = 0; row < features.rows(); row++) {
      features.loadRow(row, x);
      for (int j = 0; j < width; j++) {
        moments.mean[j] += x[j];
        moments.min[j] = Math.min(moments.min[j], x[j]);
        moments.max[j] = Math.max(moments.max[j], x[j]);
      }
    }
    for (int j = 0; j < width; j++) {
      // The mean of n equal numbers may round away from them; a constant stays exactly constant.
      moments.mean[j] =
          moments.isConstant(j) ? moments.min[j] : moments.mean[j] / (double) moments.rows;
    }
    for (int row = 0; row < features.rows(); row++) {
      features.loadRow(row, x);
      for (int j = 0; j < width; j++) {
        double deviation = x[j] - moments.mean[j];
        moments.squares[j] += deviation * deviation;
      }
    }
    return moments;
  }

  /** Adds the rows of other moments. */
  public Moments merge(Moments other) {
    double n = (double) (rows + other.rows);
    for (int j = 0; j < mean.length; j++) {
      double delta = other.mean[j] - mean[j];
      squares[j] += other.squares[j] + delta * delta * (rows * (other.rows / n));
      mean[j] += delta * (other.rows / n);
      min[j] = Math.min(min[j], other.min[j]);
      max[j] = Math.max(max[j], other.max[j]);
    }
    rows += other.rows;
    return this;
  }

  /**
   * The scaling of a kind that these rows ask for. A constant feature gets the scale 1.
   *
   * @throws BadInputException where a feature is not finite, or too large to be scaled
   */
  public Scaling scaling(Scaling.Kind kind) {
    int width = mean.length;
    double[] shift = new double[width];
    double[] scale = new double[width];
    Arrays.fill(scale, 1);
    for (int j = 0; j < width; j++) {
      switch (kind) {
        case NONE -> {}
        case UNIT -> scale[j] = 255;
        case CENTER -> shift[j] = mean[j];
        case STANDARD -> {
          shift[j] = mean[j];
          scale[j] = oneForZero(Math.sqrt(squares[j] / (double) rows));
        }
        case MINMAX -> {
          shift[j] = min[j];
          scale[j] = oneForZero(max[j] - min[j]);
        }
      }
      if (!Double.isFinite(shift[j]) || !Double.isFinite(scale[j])) {
        throw BadInputException.at(
            Mention.of("scale") + " " + Words.of(kind),
            "feature " + (j + 1) + " to have a mean and a spread within the range of a double",
            "values from " + min[j] + " to " + max[j]);
      }
    }
    return new Scaling(kind, shift, scale);
  }

  private boolean isConstant(int j) {
    return min[j] == max[j];
  }

  private static double oneForZero(double scale) {
    return scale > 0 ? scale : 1;
  }
}
