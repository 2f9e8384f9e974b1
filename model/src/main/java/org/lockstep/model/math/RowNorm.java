package org.lockstep.model.math;

/**
 * Normalises each row of a matrix to mean 0 and variance 1, in both precisions. A row is summed in
 * eight sums, each of every eighth element, which are then added in order: the same bits on every
 * processor.
 */
public final class RowNorm {
  private RowNorm() {}

  /**
   * {@code X̂ = (X - μ) ⊙ r} with {@code r = 1/√(σ² + ε)}, where μ and σ² are a row's mean and
   * variance.
   *
   * @param normalized X̂, of the shape of X
   * @param inverse r, rows x 1
   */
  public static void normalize(Matrix normalized, Matrix inverse, Matrix x, double epsilon) {
    Broadcast.sameShape(normalized, x, "(X - μ) ⊙ r");
    int n = x.columns();
    if (x instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      float[] row = rows[0];
      for (int i = 0; i < x.rows(); i++) {
        Broadcast.copy(x, i, row, n);
        inverse.set(i, 0, normalize(row, n, epsilon));
        Broadcast.copy(row, normalized, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    double[] row = rows[0];
    for (int i = 0; i < x.rows(); i++) {
      Broadcast.copy(x, i, row, n);
      inverse.set(i, 0, normalize(row, n, epsilon));
      Broadcast.copy(row, normalized, i, n);
    }
  }

  private static float normalize(float[] x, int n, double epsilon) {
    RowLoops.subtract(x, n, sum(x, n) / n);
    float variance = sumOfProducts(x, x, n) / n;
    float factor = (float) (1 / Math.sqrt(variance + epsilon));
    RowLoops.multiply(x, n, factor);
    return factor;
  }

  private static double normalize(double[] x, int n, double epsilon) {
    RowLoops.subtract(x, n, sum(x, n) / n);
    double variance = sumOfProducts(x, x, n) / n;
    double factor = 1 / Math.sqrt(variance + epsilon);
    RowLoops.multiply(x, n, factor);
    return factor;
  }

  /**
   * {@code dX = r ⊙ (dX̂ - mean(dX̂) - X̂ ⊙ mean(X̂ ⊙ dX̂))}, with means over a row.
   *
   * @param d dX̂, overwritten with dX
   * @param normalized X̂, as {@link #normalize} made it
   * @param inverse r, as {@link #normalize} made it
   */
  public static void backward(Matrix d, Matrix normalized, Matrix inverse) {
    Broadcast.sameShape(d, normalized, "dX");
    int n = d.columns();
    if (d instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      for (int i = 0; i < d.rows(); i++) {
        Broadcast.copy(d, i, rows[0], n);
        Broadcast.copy(normalized, i, rows[1], n);
        backward(rows[0], rows[1], n, (float) inverse.get(i, 0));
        Broadcast.copy(rows[0], d, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    for (int i = 0; i < d.rows(); i++) {
      Broadcast.copy(d, i, rows[0], n);
      Broadcast.copy(normalized, i, rows[1], n);
      backward(rows[0], rows[1], n, inverse.get(i, 0));
      Broadcast.copy(rows[0], d, i, n);
    }
  }

  private static void backward(float[] d, float[] x, int n, float factor) {
    float mean = sum(d, n) / n;
    float share = sumOfProducts(d, x, n) / n;
    RowLoops.rowDerivative(d, x, n, factor, mean, share);
  }

  private static void backward(double[] d, double[] x, int n, double factor) {
    double mean = sum(d, n) / n;
    double share = sumOfProducts(d, x, n) / n;
    RowLoops.rowDerivative(d, x, n, factor, mean, share);
  }

  private static float sum(float[] x, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = 0;
    for (; j < n - 7; j += 8) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
    }
    for (; j < n; j++) {
      s0 += x[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double sum(double[] x, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int j = 0;
    for (; j < n - 7; j += 8) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
    }
    for (; j < n; j++) {
      s0 += x[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static float sumOfProducts(float[] x, float[] y, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = 0;
    for (; j < n - 7; j += 8) {
      s0 += x[j] * y[j];
      s1 += x[j + 1] * y[j + 1];
      s2 += x[j + 2] * y[j + 2];
      s3 += x[j + 3] * y[j + 3];
      s4 += x[j + 4] * y[j + 4];
      s5 += x[j + 5] * y[j + 5];
      s6 += x[j + 6] * y[j + 6];
      s7 += x[j + 7] * y[j + 7];
    }
    for (; j < n; j++) {
      s0 += x[j] * y[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double sumOfProducts(double[] x, double[] y, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int j = 0;
    for (; j < n - 7; j += 8) {
      s0 += x[j] * y[j];
      s1 += x[j + 1] * y[j + 1];
      s2 += x[j + 2] * y[j + 2];
      s3 += x[j + 3] * y[j + 3];
      s4 += x[j + 4] * y[j + 4];
      s5 += x[j + 5] * y[j + 5];
      s6 += x[j + 6] * y[j + 6];
      s7 += x[j + 7] * y[j + 7];
    }
    for (; j < n; j++) {
      s0 += x[j] * y[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
