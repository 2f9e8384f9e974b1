package org.lockstep.model.math;

/**
 * Element-wise operations on matrices, and of a matrix with one row for all its rows, in both
 * precisions. Operands must have the same precision; shapes that do not fit throw {@link
 * IllegalArgumentException}. Nothing here allocates.
 *
 * <p>Sums over rows add four rows at a time, in row order: the same bits on every processor.
 */
public final class Broadcast {
  private Broadcast() {}

  /** {@code Y = factor·Y}. */
  public static void scale(Matrix y, double factor) {
    if (y instanceof FloatMatrix floats) {
      float rounded = (float) factor;
      float[] values = floats.array();
      for (int i = floats.offset(), end = floats.end(); i < end; i++) {
        values[i] *= rounded;
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    double[] values = doubles.array();
    for (int i = doubles.offset(), end = doubles.end(); i < end; i++) {
      values[i] *= factor;
    }
  }

  /** {@code Y = A + B}, of one shape. */
  public static void sum(Matrix y, Matrix a, Matrix b) {
    sameShape(y, a, "A + B");
    sameShape(y, b, "A + B");
    int n = y.columns();
    if (y instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      for (int i = 0; i < y.rows(); i++) {
        copy(a, i, rows[0], n);
        copy(b, i, rows[1], n);
        RowLoops.add(rows[0], rows[1], n);
        copy(rows[0], y, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    for (int i = 0; i < y.rows(); i++) {
      copy(a, i, rows[0], n);
      copy(b, i, rows[1], n);
      RowLoops.add(rows[0], rows[1], n);
      copy(rows[0], y, i, n);
    }
  }

  /** {@code y = factor·x}, or {@code y += factor·x}, of one shape. */
  public static void addScaled(Matrix y, Matrix x, double factor, boolean accumulate) {
    sameShape(y, x, "y + factor·x");
    if (!accumulate) {
      y.fill(0);
    }
    if (y instanceof FloatMatrix floats) {
      FloatMatrix from = (FloatMatrix) x;
      float rounded = (float) factor;
      float[] values = floats.array();
      float[] added = from.array();
      int atY = floats.offset();
      int atX = from.offset();
      for (int i = 0, n = floats.end() - atY; i < n; i++) {
        values[atY + i] += rounded * added[atX + i];
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    DoubleMatrix from = (DoubleMatrix) x;
    double[] values = doubles.array();
    double[] added = from.array();
    int atY = doubles.offset();
    int atX = from.offset();
    for (int i = 0, n = doubles.end() - atY; i < n; i++) {
      values[atY + i] += factor * added[atX + i];
    }
  }

  /** {@code Y = Y + 1·b} with b: 1 x columns. */
  public static void addRow(Matrix y, Matrix b) {
    rowOf(b, y, "Y + 1·b");
    int n = y.columns();
    if (y instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      copy(b, 0, rows[1], n);
      for (int i = 0; i < y.rows(); i++) {
        copy(y, i, rows[0], n);
        RowLoops.add(rows[0], rows[1], n);
        copy(rows[0], y, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    copy(b, 0, rows[1], n);
    for (int i = 0; i < y.rows(); i++) {
      copy(y, i, rows[0], n);
      RowLoops.add(rows[0], rows[1], n);
      copy(rows[0], y, i, n);
    }
  }

  /** {@code Y = X ⊙ 1·s} with s: 1 x columns. */
  public static void multiplyRow(Matrix y, Matrix x, Matrix s) {
    sameShape(y, x, "X ⊙ 1·s");
    rowOf(s, y, "X ⊙ 1·s");
    int n = y.columns();
    if (y instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      copy(s, 0, rows[1], n);
      for (int i = 0; i < y.rows(); i++) {
        copy(x, i, rows[0], n);
        RowLoops.multiply(rows[0], rows[1], n);
        copy(rows[0], y, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    copy(s, 0, rows[1], n);
    for (int i = 0; i < y.rows(); i++) {
      copy(x, i, rows[0], n);
      RowLoops.multiply(rows[0], rows[1], n);
      copy(rows[0], y, i, n);
    }
  }

  /** {@code Y = X ⊙ 1·s + 1·b} with s, b: 1 x columns. */
  public static void affine(Matrix y, Matrix x, Matrix s, Matrix b) {
    sameShape(y, x, "X ⊙ 1·s + 1·b");
    rowOf(s, y, "X ⊙ 1·s + 1·b");
    rowOf(b, y, "X ⊙ 1·s + 1·b");
    int n = y.columns();
    if (y instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      copy(s, 0, rows[1], n);
      copy(b, 0, rows[2], n);
      for (int i = 0; i < y.rows(); i++) {
        copy(x, i, rows[0], n);
        RowLoops.affine(rows[0], rows[1], rows[2], n);
        copy(rows[0], y, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    copy(s, 0, rows[1], n);
    copy(b, 0, rows[2], n);
    for (int i = 0; i < y.rows(); i++) {
      copy(x, i, rows[0], n);
      RowLoops.affine(rows[0], rows[1], rows[2], n);
      copy(rows[0], y, i, n);
    }
  }

  /** {@code Y = X + 1·α ⊙ (A - X)} with α: 1 x columns. */
  public static void mix(Matrix y, Matrix x, Matrix a, Matrix alpha) {
    sameShape(y, x, "X + α ⊙ (A - X)");
    sameShape(y, a, "X + α ⊙ (A - X)");
    rowOf(alpha, y, "X + α ⊙ (A - X)");
    int n = y.columns();
    if (y instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      copy(alpha, 0, rows[2], n);
      for (int i = 0; i < y.rows(); i++) {
        copy(x, i, rows[0], n);
        copy(a, i, rows[1], n);
        RowLoops.mix(rows[0], rows[1], rows[2], n);
        copy(rows[0], y, i, n);
      }
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    copy(alpha, 0, rows[2], n);
    for (int i = 0; i < y.rows(); i++) {
      copy(x, i, rows[0], n);
      copy(a, i, rows[1], n);
      RowLoops.mix(rows[0], rows[1], rows[2], n);
      copy(rows[0], y, i, n);
    }
  }

  /** {@code s = 1ᵀ·(X ⊙ Y)}, or {@code s += 1ᵀ·(X ⊙ Y)}, with s: 1 x columns. */
  public static void sumProducts(Matrix s, Matrix x, Matrix y, boolean accumulate) {
    if (!accumulate) {
      s.fill(0);
    }
    addProducts(s, x, y, 1);
  }

  /** {@code s -= 1ᵀ·(X ⊙ Y)}, with s: 1 x columns. */
  public static void subtractProducts(Matrix s, Matrix x, Matrix y) {
    addProducts(s, x, y, -1);
  }

  private static void addProducts(Matrix s, Matrix x, Matrix y, int sign) {
    sameShape(x, y, "1ᵀ·(X ⊙ Y)");
    rowOf(s, x, "1ᵀ·(X ⊙ Y)");
    int n = x.columns();
    int i = 0;
    if (s instanceof FloatMatrix) {
      float[][] rows = RowBuffers.floats(n);
      float[] sums = rows[5];
      copy(s, 0, sums, n);
      for (; i < x.rows() - 3; i += 4) {
        for (int k = 0; k < 4; k++) {
          copy(x, i + k, rows[k], n);
          copy(y, i + k, rows[4], n);
          RowLoops.multiply(rows[k], rows[4], n);
        }
        RowLoops.addFour(sums, rows[0], rows[1], rows[2], rows[3], n, sign);
      }
      for (; i < x.rows(); i++) {
        copy(x, i, rows[0], n);
        copy(y, i, rows[1], n);
        RowLoops.addProducts(sums, rows[0], rows[1], n, sign);
      }
      copy(sums, s, 0, n);
      return;
    }
    double[][] rows = RowBuffers.doubles(n);
    double[] sums = rows[5];
    copy(s, 0, sums, n);
    for (; i < x.rows() - 3; i += 4) {
      for (int k = 0; k < 4; k++) {
        copy(x, i + k, rows[k], n);
        copy(y, i + k, rows[4], n);
        RowLoops.multiply(rows[k], rows[4], n);
      }
      RowLoops.addFour(sums, rows[0], rows[1], rows[2], rows[3], n, sign);
    }
    for (; i < x.rows(); i++) {
      copy(x, i, rows[0], n);
      copy(y, i, rows[1], n);
      RowLoops.addProducts(sums, rows[0], rows[1], n, sign);
    }
    copy(sums, s, 0, n);
  }

  /** Copies a row of a matrix. */
  static void copy(Matrix from, int row, float[] to, int n) {
    FloatMatrix x = (FloatMatrix) from;
    System.arraycopy(x.array(), x.offset() + row * n, to, 0, n);
  }

  /** Overwrites a row of a matrix. */
  static void copy(float[] from, Matrix to, int row, int n) {
    FloatMatrix y = (FloatMatrix) to;
    System.arraycopy(from, 0, y.array(), y.offset() + row * n, n);
  }

  /** Copies a row of a matrix. */
  static void copy(Matrix from, int row, double[] to, int n) {
    DoubleMatrix x = (DoubleMatrix) from;
    System.arraycopy(x.array(), x.offset() + row * n, to, 0, n);
  }

  /** Overwrites a row of a matrix. */
  static void copy(double[] from, Matrix to, int row, int n) {
    DoubleMatrix y = (DoubleMatrix) to;
    System.arraycopy(from, 0, y.array(), y.offset() + row * n, n);
  }

  static void sameShape(Matrix y, Matrix x, String formula) {
    Shapes.check(y.rows() == x.rows() && y.columns() == x.columns(), formula, y, x, x);
  }

  static void rowOf(Matrix row, Matrix x, String formula) {
    Shapes.check(row.rows() == 1 && row.columns() == x.columns(), formula, x, row, row);
  }
}
