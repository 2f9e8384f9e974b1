package org.lockstep.model.math;

/**
 * Each column of a matrix with mean 0 and variance 1, in both precisions. Rows of one: 1 x columns.
 * The sums over rows go in the order of the rows: the same bits on every processor.
 */
public final class ColumnNorm {
  private ColumnNorm() {}

  /** {@code μ = 1ᵀ·X / n}, where n is the rows of X; 0 for no rows. */
  public static void means(Matrix mean, Matrix x) {
    mean.sumRowsOf(x, false);
    Broadcast.scale(mean, 1.0 / Math.max(1, x.rows()));
  }

  /** {@code σ² = 1ᵀ·(X - 1·μ)² / n}; 0 for no rows. */
  public static void variances(Matrix variance, Matrix x, Matrix mean) {
    Broadcast.rowOf(variance, x, "σ²");
    Broadcast.rowOf(mean, x, "σ²");
    variance.fill(0);
    int n = x.columns();
    if (x instanceof FloatMatrix floats) {
      addSquares(
          ((FloatMatrix) variance).array(),
          ((FloatMatrix) variance).offset(),
          floats.array(),
          floats.offset(),
          ((FloatMatrix) mean).array(),
          ((FloatMatrix) mean).offset(),
          x.rows(),
          n);
    } else {
      addSquares(
          ((DoubleMatrix) variance).array(),
          ((DoubleMatrix) variance).offset(),
          ((DoubleMatrix) x).array(),
          ((DoubleMatrix) x).offset(),
          ((DoubleMatrix) mean).array(),
          ((DoubleMatrix) mean).offset(),
          x.rows(),
          n);
    }
    Broadcast.scale(variance, 1.0 / Math.max(1, x.rows()));
  }

  private static void addSquares(
      float[] s, int atS, float[] x, int atX, float[] mean, int atM, int rows, int n) {
    for (int i = 0; i < rows; i++) {
      int row = atX + i * n;
      for (int j = 0; j < n; j++) {
        float d = x[row + j] - mean[atM + j];
        s[atS + j] += d * d;
      }
    }
  }

  private static void addSquares(
      double[] s, int atS, double[] x, int atX, double[] mean, int atM, int rows, int n) {
    for (int i = 0; i < rows; i++) {
      int row = atX + i * n;
      for (int j = 0; j < n; j++) {
        double d = x[row + j] - mean[atM + j];
        s[atS + j] += d * d;
      }
    }
  }

  /** {@code r = 1/√(σ² + ε)}. */
  public static void inverseRoots(Matrix inverse, Matrix variance, double epsilon) {
    for (int j = 0; j < variance.columns(); j++) {
      inverse.set(0, j, 1 / Math.sqrt(variance.get(0, j) + epsilon));
    }
  }

  /** {@code X̂ = (X - 1·μ) ⊙ 1·r}. */
  public static void normalize(Matrix normalized, Matrix x, Matrix mean, Matrix inverse) {
    Broadcast.sameShape(normalized, x, "(X - 1·μ) ⊙ 1·r");
    Broadcast.rowOf(mean, x, "(X - 1·μ) ⊙ 1·r");
    Broadcast.rowOf(inverse, x, "(X - 1·μ) ⊙ 1·r");
    int n = x.columns();
    if (normalized instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] from = ((FloatMatrix) x).array();
      float[] means = ((FloatMatrix) mean).array();
      float[] factors = ((FloatMatrix) inverse).array();
      int atX = ((FloatMatrix) x).offset();
      int atM = ((FloatMatrix) mean).offset();
      int atR = ((FloatMatrix) inverse).offset();
      for (int at = floats.offset(); at < floats.end(); at += n, atX += n) {
        for (int j = 0; j < n; j++) {
          values[at + j] = (from[atX + j] - means[atM + j]) * factors[atR + j];
        }
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) normalized;
    double[] values = doubles.array();
    double[] from = ((DoubleMatrix) x).array();
    double[] means = ((DoubleMatrix) mean).array();
    double[] factors = ((DoubleMatrix) inverse).array();
    int atX = ((DoubleMatrix) x).offset();
    int atM = ((DoubleMatrix) mean).offset();
    int atR = ((DoubleMatrix) inverse).offset();
    for (int at = doubles.offset(); at < doubles.end(); at += n, atX += n) {
      for (int j = 0; j < n; j++) {
        values[at + j] = (from[atX + j] - means[atM + j]) * factors[atR + j];
      }
    }
  }

  /**
   * {@code dX = 1·f ⊙ (dY - 1·s/n - X̂ ⊙ 1·p/n)}, where n is the rows.
   *
   * @param f γ/√(σ² + ε)
   * @param s 1ᵀ·dY
   * @param p 1ᵀ·(X̂ ⊙ dY)
   */
  public static void backward(
      Matrix dX, Matrix dY, Matrix normalized, Matrix f, Matrix s, Matrix p) {
    Broadcast.sameShape(dX, dY, "dX");
    Broadcast.sameShape(dX, normalized, "dX");
    int n = dX.columns();
    double share = 1.0 / Math.max(1, dX.rows());
    if (dX instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] d = ((FloatMatrix) dY).array();
      float[] x = ((FloatMatrix) normalized).array();
      float[] factors = ((FloatMatrix) f).array();
      float[] sums = ((FloatMatrix) s).array();
      float[] products = ((FloatMatrix) p).array();
      int atD = ((FloatMatrix) dY).offset();
      int atX = ((FloatMatrix) normalized).offset();
      int atF = ((FloatMatrix) f).offset();
      int atS = ((FloatMatrix) s).offset();
      int atP = ((FloatMatrix) p).offset();
      float part = (float) share;
      for (int at = floats.offset(); at < floats.end(); at += n) {
        for (int j = 0; j < n; j++) {
          values[at + j] =
              factors[atF + j]
                  * (d[atD + j] - part * (sums[atS + j] + x[atX + j] * products[atP + j]));
        }
        atD += n;
        atX += n;
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) dX;
    double[] values = doubles.array();
    double[] d = ((DoubleMatrix) dY).array();
    double[] x = ((DoubleMatrix) normalized).array();
    double[] factors = ((DoubleMatrix) f).array();
    double[] sums = ((DoubleMatrix) s).array();
    double[] products = ((DoubleMatrix) p).array();
    int atD = ((DoubleMatrix) dY).offset();
    int atX = ((DoubleMatrix) normalized).offset();
    int atF = ((DoubleMatrix) f).offset();
    int atS = ((DoubleMatrix) s).offset();
    int atP = ((DoubleMatrix) p).offset();
    for (int at = doubles.offset(); at < doubles.end(); at += n) {
      for (int j = 0; j < n; j++) {
        values[at + j] =
            factors[atF + j]
                * (d[atD + j] - share * (sums[atS + j] + x[atX + j] * products[atP + j]));
      }
      atD += n;
      atX += n;
    }
  }
}
