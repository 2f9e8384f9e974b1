package org.lockstep.model.score;

import java.io.Serializable;
import java.util.Optional;

/**
 * The sums that bootstrap replicates need for R² of one output. Targets are summed as distances
 * from the first target, so that a large mean does not cost the spread its digits.
 */
final class ErrorReplicates implements Serializable {
  private static final long serialVersionUID = 1L;

  private boolean begun;
  private double origin; // c
  private final double[] rows = new double[PoissonBootstrap.REPLICATES];
  private final double[] distances = new double[PoissonBootstrap.REPLICATES]; // Σ(y-c)
  private final double[] spreads = new double[PoissonBootstrap.REPLICATES]; // Σ(y-c)²
  private final double[] squared = new double[PoissonBootstrap.REPLICATES]; // Σ(a-y)²

  void add(double a, double y, int[] times) {
    if (!begun) {
      begun = true;
      origin = y;
    }
    double d = y - origin;
    double dd = d * d;
    double ee = (a - y) * (a - y);
    for (int r = 0; r < rows.length; r++) {
      double n = times[r];
      rows[r] += n;
      distances[r] += n * d;
      spreads[r] += n * dd;
      squared[r] += n * ee;
    }
  }

  void merge(ErrorReplicates other) {
    if (!other.begun) {
      return;
    }
    if (!begun) {
      begun = true;
      origin = other.origin;
    }
    double d = other.origin - origin; // y - c = (y - c') + d
    for (int r = 0; r < rows.length; r++) {
      double n = other.rows[r];
      spreads[r] += other.spreads[r] + 2 * d * other.distances[r] + n * d * d;
      distances[r] += other.distances[r] + n * d;
      squared[r] += other.squared[r];
      rows[r] += n;
    }
  }

  Optional<Interval> interval() {
    int[] next = {0};
    return PoissonBootstrap.interval(() -> r2(next[0]++));
  }

  private double r2(int r) {
    double deviations = spreads[r] - distances[r] * distances[r] / rows[r]; // Σ(y-ȳ)²
    return deviations > 0 ? 1 - squared[r] / deviations : Double.NaN;
  }
}
