package org.lockstep.model.prepare;

/**
 * Where a quantile lies among sorted numbers: at a rank, or between two of them in proportion (R.
 * Hyndman, Y. Fan 1996, definition 7, which is NumPy's).
 *
 * @param lower the rank at or below it, from 0
 * @param upper the rank at or above it
 * @param share of the way from the lower to the upper rank
 */
record Quantile(long lower, long upper, double share) {
  /**
   * A quantile of this many numbers.
   *
   * @param p from 0 to 1
   * @param numbers at least 1
   */
  static Quantile of(double p, long numbers) {
    double rank = p * (numbers - 1);
    long lower = (long) Math.floor(rank);
    return new Quantile(lower, (long) Math.ceil(rank), rank - lower);
  }

  /** The quantile's value, from the numbers at both ranks. */
  double between(double atLower, double atUpper) {
    double distance = atUpper - atLower;
    return share == 0
        ? atLower
        : Double.isInfinite(distance)
            ? (1 - share) * atLower + share * atUpper
            : atLower + share * distance;
  }
}
