package org.lockstep.model.prepare;

import org.lockstep.model.data.Scaling;

/**
 * How the values of a feature are spread over the training rows.
 *
 * @param deviation the population standard deviation
 * @param lower the lower quartile; NaN if it was not computed, as are the next two
 * @param upper the upper quartile
 */
record Spread(
    double mean,
    double deviation,
    double min,
    double max,
    double lower,
    double median,
    double upper) {

  /** The spread of the sine, or the cosine, of evenly distributed angles. */
  static final Spread OF_CIRCLE =
      new Spread(0, Math.sqrt(0.5), -1, 1, -Math.sqrt(0.5), 0, Math.sqrt(0.5));

  /** The spread of the same values in another unit. */
  Spread times(double factor) {
    return new Spread(
        mean * factor,
        deviation * factor,
        min * factor,
        max * factor,
        lower * factor,
        median * factor,
        upper * factor);
  }

  /** The spread of features whose rows already have length 1: scaling leaves them unchanged. */
  static final Spread UNIT_LENGTH = new Spread(0, 1, 0, 1, 0, 0, 1);

  /** The spread of a feature that is the same in every row. */
  static Spread constant(double value) {
    return of(new double[] {value}, new long[] {1});
  }

  /**
   * The spread of a few distinct values.
   *
   * @param values ascending
   * @param counts how often each value occurs; not all 0
   */
  static Spread of(double[] values, long[] counts) {
    long rows = 0;
    double mean = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      rows += counts[i];
      mean += counts[i] * values[i];
      if (counts[i] > 0) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
    }
    mean = min == max ? min : mean / rows;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += counts[i] * (values[i] - mean) * (values[i] - mean);
    }
    return new Spread(
        mean,
        Math.sqrt(squares / rows),
        min,
        max,
        quantile(0.25, values, counts, rows),
        quantile(0.5, values, counts, rows),
        quantile(0.75, values, counts, rows));
  }

  private static double quantile(double p, double[] values, long[] counts, long rows) {
    Quantile quantile = Quantile.of(p, rows);
    return quantile.between(
        at(values, counts, quantile.lower()), at(values, counts, quantile.upper()));
  }

  private static double at(double[] values, long[] counts, long rank) {
    int i = 0;
    for (long before = counts[0]; before <= rank; before += counts[i]) {
      i++;
    }
    return values[i];
  }

  /** What a scaling of this kind subtracts. */
  double shift(Scaling.Kind kind) {
    return switch (kind) {
      case NONE, UNIT, MAXABS -> 0;
      case CENTER, STANDARD -> mean;
      case MINMAX -> min;
      case ROBUST -> median;
    };
  }

  /** What a scaling of this kind then divides by: 1 for a constant. */
  double scale(Scaling.Kind kind) {
    double scale =
        switch (kind) {
          case NONE, CENTER -> 1;
          case UNIT -> equals(UNIT_LENGTH) ? 1 : 255; // no real deviation equals the range
          case STANDARD -> deviation;
          case MINMAX -> max - min;
          case MAXABS -> Math.max(-min, max);
          case ROBUST -> upper > lower ? upper - lower : (max - min) / 2;
        };
    return scale == 0 ? 1 : scale;
  }
}
