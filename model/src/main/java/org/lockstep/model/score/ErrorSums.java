package org.lockstep.model.score;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * The sums that the regression metrics of one output need, added row by row and mergeable. The
 * targets' spread is kept as mean and sum of squared deviations (B. P. Welford 1962; merged as in
 * T. Chan, G. Golub, R. LeVeque 1979), because Σy² - n·ȳ² loses all digits when the mean is large.
 */
final class ErrorSums implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The number of bytes that {@link #writeTo} writes. */
  static final int BYTES = Long.BYTES + 4 * Double.BYTES;

  private long rows;
  private double absolute; // Σ|a-y|
  private double squared; // Σ(a-y)²
  private double mean; // ȳ
  private double deviations; // Σ(y-ȳ)²

  void add(double a, double y) {
    double error = a - y;
    rows++;
    absolute += Math.abs(error);
    squared += error * error;
    double delta = y - mean;
    mean += delta / rows;
    deviations += delta * (y - mean);
  }

  void merge(ErrorSums other) {
    if (other.rows == 0) {
      return;
    }
    long n = rows + other.rows;
    double delta = other.mean - mean;
    deviations += other.deviations + delta * delta * ((double) rows * other.rows / n);
    mean += delta * ((double) other.rows / n); // exact if this has no rows
    absolute += other.absolute;
    squared += other.squared;
    rows = n;
  }

  void clear() {
    rows = 0;
    absolute = 0;
    squared = 0;
    mean = 0;
    deviations = 0;
  }

  void writeTo(ByteBuffer buffer) {
    buffer.putLong(rows);
    buffer.putDouble(absolute).putDouble(squared).putDouble(mean).putDouble(deviations);
  }

  void readFrom(ByteBuffer buffer) {
    rows = buffer.getLong();
    absolute = buffer.getDouble();
    squared = buffer.getDouble();
    mean = buffer.getDouble();
    deviations = buffer.getDouble();
  }

  boolean isFinite() {
    return Double.isFinite(squared);
  }

  RegressionMetrics metrics() {
    double mse = squared / rows;
    return new RegressionMetrics(
        mse,
        Math.sqrt(mse),
        absolute / rows,
        deviations > 0 ? 1 - squared / deviations : Double.NaN);
  }
}
