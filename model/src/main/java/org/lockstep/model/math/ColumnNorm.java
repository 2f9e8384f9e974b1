package org.lockstep.model.math;

/**
 * Normalises each column of a matrix to mean 0 and variance 1, in both precisions. Row vectors are
 * 1 x columns. Sums over rows are in row order: the same bits on every processor.
 */
public final class ColumnNorm {
  private ColumnNorm() {}

  /** {@code μ = 1ᵀ·X / n}, where n is the number of rows of X; 0 for no rows. */
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
    if (x instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      Broadcast.copy(variance, 0, rows[1], n);
      Broadcast.copy(mean, 0, rows[2], n);
      for (int i = 0; i < x.rows(); i++) {
        Broadcast.copy(x, i, rows[0], n);
        RowLoops.addSquares(rows[1], rows[0], rows[2], n);
      }
      Broadcast.copy(rows[1], variance, 0, n);
    } else {
      double[][] rows = RowBuffers.doubles(n);
      Broadcast.copy(variance, 0, rows[1], n);
      Broadcast.copy(mean, 0, rows[2], n);
      for (int i = 0; i < x.rows(); i++) {
        Broadcast.copy(x, i, rows[0], n);
        RowLoops.addSquares(rows[1], rows[0], rows[2], n);
      }
      Broadcast.copy(rows[1], variance, 0, n);
    }
    Broadcast.scale(variance, 1.0 / Math.max(1, x.rows()));
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
    if (normalized instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      Broadcast.copy(mean, 0, rows[1], n);
      Broadcast.copy(inverse, 0, rows[2], n);
      for (int i = 0; i < x.rows(); i++) {
        Broadcast.copy(x, i, rows[0], n);
        RowLoops.normalize(rows[0], rows[1], rows[2], n);
        Broadcast.copy(rows[0], normalized, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    Broadcast.copy(mean, 0, rows[1], n);
    Broadcast.copy(inverse, 0, rows[2], n);
    for (int i = 0; i < x.rows(); i++) {
      Broadcast.copy(x, i, rows[0], n);
      RowLoops.normalize(rows[0], rows[1], rows[2], n);
      Broadcast.copy(rows[0], normalized, i, n);
    }
  }

  /**
   * {@code dX = 1·f ⊙ (dY - 1·s/n - X̂ ⊙ 1·p/n)}, where n is the number of rows.
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
    if (dX instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      Broadcast.copy(f, 0, rows[2], n);
      Broadcast.copy(s, 0, rows[3], n);
      Broadcast.copy(p, 0, rows[4], n);
      for (int i = 0; i < dX.rows(); i++) {
        Broadcast.copy(dY, i, rows[0], n);
        Broadcast.copy(normalized, i, rows[1], n);
        RowLoops.columnDerivative(rows[0], rows[1], rows[2], rows[3], rows[4], n, (float) share);
        Broadcast.copy(rows[0], dX, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    Broadcast.copy(f, 0, rows[2], n);
    Broadcast.copy(s, 0, rows[3], n);
    Broadcast.copy(p, 0, rows[4], n);
    for (int i = 0; i < dX.rows(); i++) {
      Broadcast.copy(dY, i, rows[0], n);
      Broadcast.copy(normalized, i, rows[1], n);
      RowLoops.columnDerivative(rows[0], rows[1], rows[2], rows[3], rows[4], n, share);
      Broadcast.copy(rows[0], dX, i, n);
    }
  }
}
