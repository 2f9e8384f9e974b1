package org.lockstep.model.math;

/**
 * Each row of a matrix with mean 0 and variance 1, in both precisions. A row is summed in eight
 * sums, every eighth element into one of them, and these are added up in their order: the same bits
 * on every processor.
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
    if (x instanceof FloatMatrix floats) {
      FloatMatrix y = (FloatMatrix) normalized;
      float[] factors = ((FloatMatrix) inverse).array();
      int atR = ((FloatMatrix) inverse).offset();
      for (int i = 0; i < x.rows(); i++) {
        factors[atR + i] =
            normalize(
                y.array(), y.offset() + i * n, floats.array(), floats.offset() + i * n, n, epsilon);
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) x;
    DoubleMatrix y = (DoubleMatrix) normalized;
    double[] factors = ((DoubleMatrix) inverse).array();
    int atR = ((DoubleMatrix) inverse).offset();
    for (int i = 0; i < x.rows(); i++) {
      factors[atR + i] =
          normalize(
              y.array(), y.offset() + i * n, doubles.array(), doubles.offset() + i * n, n, epsilon);
    }
  }

  private static float normalize(float[] y, int atY, float[] x, int atX, int n, double epsilon) {
    float mean = sum(x, atX, n) / n;
    for (int j = 0; j < n; j++) {
      y[atY + j] = x[atX + j] - mean;
    }
    float variance = sumOfProducts(y, atY, y, atY, n) / n;
    float factor = (float) (1 / Math.sqrt(variance + epsilon));
    for (int j = 0; j < n; j++) {
      y[atY + j] *= factor;
    }
    return factor;
  }

  private static double normalize(double[] y, int atY, double[] x, int atX, int n, double epsilon) {
    double mean = sum(x, atX, n) / n;
    for (int j = 0; j < n; j++) {
      y[atY + j] = x[atX + j] - mean;
    }
    double variance = sumOfProducts(y, atY, y, atY, n) / n;
    double factor = 1 / Math.sqrt(variance + epsilon);
    for (int j = 0; j < n; j++) {
      y[atY + j] *= factor;
    }
    return factor;
  }

  /**
   * {@code dX = r ⊙ (dX̂ - mean(dX̂) - X̂ ⊙ mean(X̂ ⊙ dX̂))}, with means over a row.
   *
   * @param d dX̂, overwritten by dX
   * @param normalized X̂, as {@link #normalize} made it
   * @param inverse r, as {@link #normalize} made it
   */
  public static void backward(Matrix d, Matrix normalized, Matrix inverse) {
    Broadcast.sameShape(d, normalized, "dX");
    int n = d.columns();
    if (d instanceof FloatMatrix floats) {
      FloatMatrix x = (FloatMatrix) normalized;
      float[] factors = ((FloatMatrix) inverse).array();
      int atR = ((FloatMatrix) inverse).offset();
      for (int i = 0; i < d.rows(); i++) {
        backward(
            floats.array(),
            floats.offset() + i * n,
            x.array(),
            x.offset() + i * n,
            n,
            factors[atR + i]);
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) d;
    DoubleMatrix x = (DoubleMatrix) normalized;
    double[] factors = ((DoubleMatrix) inverse).array();
    int atR = ((DoubleMatrix) inverse).offset();
    for (int i = 0; i < d.rows(); i++) {
      backward(
          doubles.array(),
          doubles.offset() + i * n,
          x.array(),
          x.offset() + i * n,
          n,
          factors[atR + i]);
    }
  }

  private static void backward(float[] d, int atD, float[] x, int atX, int n, float factor) {
    float mean = sum(d, atD, n) / n;
    float share = sumOfProducts(d, atD, x, atX, n) / n;
    for (int j = 0; j < n; j++) {
      d[atD + j] = factor * (d[atD + j] - mean - x[atX + j] * share);
    }
  }

  private static void backward(double[] d, int atD, double[] x, int atX, int n, double factor) {
    double mean = sum(d, atD, n) / n;
    double share = sumOfProducts(d, atD, x, atX, n) / n;
    for (int j = 0; j < n; j++) {
      d[atD + j] = factor * (d[atD + j] - mean - x[atX + j] * share);
    }
  }

  private static float sum(float[] x, int at, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int j = at;
    for (int end = at + n - 7; j < end; j += 8) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
    }
    for (; j < at + n; j++) {
      s0 += x[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double sum(double[] x, int at, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int j = at;
    for (int end = at + n - 7; j < end; j += 8) {
      s0 += x[j];
      s1 += x[j + 1];
      s2 += x[j + 2];
      s3 += x[j + 3];
      s4 += x[j + 4];
      s5 += x[j + 5];
      s6 += x[j + 6];
      s7 += x[j + 7];
    }
    for (; j < at + n; j++) {
      s0 += x[j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static float sumOfProducts(float[] x, int atX, float[] y, int atY, int n) {
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
      s0 += x[atX + j] * y[atY + j];
      s1 += x[atX + j + 1] * y[atY + j + 1];
      s2 += x[atX + j + 2] * y[atY + j + 2];
      s3 += x[atX + j + 3] * y[atY + j + 3];
      s4 += x[atX + j + 4] * y[atY + j + 4];
      s5 += x[atX + j + 5] * y[atY + j + 5];
      s6 += x[atX + j + 6] * y[atY + j + 6];
      s7 += x[atX + j + 7] * y[atY + j + 7];
    }
    for (; j < n; j++) {
      s0 += x[atX + j] * y[atY + j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  private static double sumOfProducts(double[] x, int atX, double[] y, int atY, int n) {
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
      s0 += x[atX + j] * y[atY + j];
      s1 += x[atX + j + 1] * y[atY + j + 1];
      s2 += x[atX + j + 2] * y[atY + j + 2];
      s3 += x[atX + j + 3] * y[atY + j + 3];
      s4 += x[atX + j + 4] * y[atY + j + 4];
      s5 += x[atX + j + 5] * y[atY + j + 5];
      s6 += x[atX + j + 6] * y[atY + j + 6];
      s7 += x[atX + j + 7] * y[atY + j + 7];
    }
    for (; j < n; j++) {
      s0 += x[atX + j] * y[atY + j];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
