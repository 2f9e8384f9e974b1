package org.lockstep.bench.table;

import java.util.Arrays;

/** Summaries that resist outliers: a machine is never quite idle. */
public final class Stats {
  private Stats() {}

  /** The middle value; the mean of the middle two if the number of values is even. */
  public static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the median of nothing");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value. */
  public static double min(double... values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The largest value. */
  public static double max(double... values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** {@code a[i] / b[i]}. */
  public static double[] ratios(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " values beside " + b.length);
    }
    double[] ratios = new double[a.length];
    Arrays.setAll(ratios, i -> a[i] / b[i]);
    return ratios;
  }
}
