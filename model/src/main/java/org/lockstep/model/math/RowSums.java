package org.lockstep.model.math;

/** Adds multiples of rows to other rows; multiplication and addition round separately. */
final class RowSums {
  private RowSums() {}

  /** {@code y[at, at + n) += factor·x[from, from + n)}. */
  static void add(float factor, float[] x, int from, float[] y, int at, int n) {
    for (int j = 0; j < n; j++) {
      y[at + j] += factor * x[from + j];
    }
  }

  /** {@code y[at, at + n) += factor·x[from, from + n)}. */
  static void add(double factor, double[] x, int from, double[] y, int at, int n) {
    for (int j = 0; j < n; j++) {
      y[at + j] += factor * x[from + j];
    }
  }
}
