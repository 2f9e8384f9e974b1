package org.lockstep.model.generate;

import java.io.Serializable;
import java.util.Arrays;

/** The smallest and the largest value of each target; the order of rows does not matter. */
final class TargetRange implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] min;
  private final double[] max;

  /** Creates the range of no rows. */
  TargetRange(int targets) {
    min = new double[targets];
    max = new double[targets];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  void add(double[] targets) {
    for (int k = 0; k < min.length; k++) {
      min[k] = Math.min(min[k], targets[k]);
      max[k] = Math.max(max[k], targets[k]);
    }
  }

  void merge(TargetRange other) {
    add(other.min);
    add(other.max);
  }

  /** {@code (y - min) / (max - min)} for target k, in [0, 1]. */
  double share(int k, double y) {
    return (y - min[k]) / (max[k] - min[k]);
  }
}
