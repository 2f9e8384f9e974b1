package org.lockstep.model.math;

/**
 * Element by element with one row for all rows of a matrix, in both precisions. Operands have one
 * precision; shapes that do not fit throw {@link IllegalArgumentException}. Nothing here allocates.
 *
 * <p>The sums over rows add four at a time, in the order of the rows: on every processor the same.
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
    if (y instanceof FloatMatrix floats) {
      FloatMatrix x = (FloatMatrix) a;
      FloatMatrix z = (FloatMatrix) b;
      float[] values = floats.array();
      float[] left = x.array();
      float[] right = z.array();
      int atY = floats.offset();
      int atX = x.offset();
      int atZ = z.offset();
      for (int i = 0, n = floats.end() - atY; i < n; i++) {
        values[atY + i] = left[atX + i] + right[atZ + i];
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    DoubleMatrix x = (DoubleMatrix) a;
    DoubleMatrix z = (DoubleMatrix) b;
    double[] values = doubles.array();
    double[] left = x.array();
    double[] right = z.array();
    int atY = doubles.offset();
    int atX = x.offset();
    int atZ = z.offset();
    for (int i = 0, n = doubles.end() - atY; i < n; i++) {
      values[atY + i] = left[atX + i] + right[atZ + i];
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
    int columns = y.columns();
    if (y instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] row = ((FloatMatrix) b).array();
      int atB = ((FloatMatrix) b).offset();
      for (int start = floats.offset(); start < floats.end(); start += columns) {
        for (int j = 0; j < columns; j++) {
          values[start + j] += row[atB + j];
        }
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    double[] values = doubles.array();
    double[] row = ((DoubleMatrix) b).array();
    int atB = ((DoubleMatrix) b).offset();
    for (int start = doubles.offset(); start < doubles.end(); start += columns) {
      for (int j = 0; j < columns; j++) {
        values[start + j] += row[atB + j];
      }
    }
  }

  /** {@code Y = X ⊙ 1·s} with s: 1 x columns. */
  public static void multiplyRow(Matrix y, Matrix x, Matrix s) {
    sameShape(y, x, "X ⊙ 1·s");
    rowOf(s, y, "X ⊙ 1·s");
    int columns = y.columns();
    if (y instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] left = ((FloatMatrix) x).array();
      float[] row = ((FloatMatrix) s).array();
      int atX = ((FloatMatrix) x).offset();
      int atS = ((FloatMatrix) s).offset();
      for (int at = floats.offset(); at < floats.end(); at += columns, atX += columns) {
        for (int j = 0; j < columns; j++) {
          values[at + j] = left[atX + j] * row[atS + j];
        }
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    double[] values = doubles.array();
    double[] left = ((DoubleMatrix) x).array();
    double[] row = ((DoubleMatrix) s).array();
    int atX = ((DoubleMatrix) x).offset();
    int atS = ((DoubleMatrix) s).offset();
    for (int at = doubles.offset(); at < doubles.end(); at += columns, atX += columns) {
      for (int j = 0; j < columns; j++) {
        values[at + j] = left[atX + j] * row[atS + j];
      }
    }
  }

  /** {@code Y = X ⊙ 1·s + 1·b} with s, b: 1 x columns. */
  public static void affine(Matrix y, Matrix x, Matrix s, Matrix b) {
    sameShape(y, x, "X ⊙ 1·s + 1·b");
    rowOf(s, y, "X ⊙ 1·s + 1·b");
    rowOf(b, y, "X ⊙ 1·s + 1·b");
    int columns = y.columns();
    if (y instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] left = ((FloatMatrix) x).array();
      float[] factors = ((FloatMatrix) s).array();
      float[] added = ((FloatMatrix) b).array();
      int atX = ((FloatMatrix) x).offset();
      int atS = ((FloatMatrix) s).offset();
      int atB = ((FloatMatrix) b).offset();
      for (int at = floats.offset(); at < floats.end(); at += columns, atX += columns) {
        for (int j = 0; j < columns; j++) {
          values[at + j] = left[atX + j] * factors[atS + j] + added[atB + j];
        }
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    double[] values = doubles.array();
    double[] left = ((DoubleMatrix) x).array();
    double[] factors = ((DoubleMatrix) s).array();
    double[] added = ((DoubleMatrix) b).array();
    int atX = ((DoubleMatrix) x).offset();
    int atS = ((DoubleMatrix) s).offset();
    int atB = ((DoubleMatrix) b).offset();
    for (int at = doubles.offset(); at < doubles.end(); at += columns, atX += columns) {
      for (int j = 0; j < columns; j++) {
        values[at + j] = left[atX + j] * factors[atS + j] + added[atB + j];
      }
    }
  }

  /** {@code Y = X + 1·α ⊙ (A - X)} with α: 1 x columns. */
  public static void mix(Matrix y, Matrix x, Matrix a, Matrix alpha) {
    sameShape(y, x, "X + α ⊙ (A - X)");
    sameShape(y, a, "X + α ⊙ (A - X)");
    rowOf(alpha, y, "X + α ⊙ (A - X)");
    int columns = y.columns();
    if (y instanceof FloatMatrix floats) {
      float[] values = floats.array();
      float[] own = ((FloatMatrix) x).array();
      float[] other = ((FloatMatrix) a).array();
      float[] shares = ((FloatMatrix) alpha).array();
      int atX = ((FloatMatrix) x).offset();
      int atA = ((FloatMatrix) a).offset();
      int atS = ((FloatMatrix) alpha).offset();
      for (int at = floats.offset(); at < floats.end(); at += columns) {
        for (int j = 0; j < columns; j++) {
          values[at + j] = own[atX + j] + shares[atS + j] * (other[atA + j] - own[atX + j]);
        }
        atX += columns;
        atA += columns;
      }
      return;
    }
    DoubleMatrix doubles = (DoubleMatrix) y;
    double[] values = doubles.array();
    double[] own = ((DoubleMatrix) x).array();
    double[] other = ((DoubleMatrix) a).array();
    double[] shares = ((DoubleMatrix) alpha).array();
    int atX = ((DoubleMatrix) x).offset();
    int atA = ((DoubleMatrix) a).offset();
    int atS = ((DoubleMatrix) alpha).offset();
    for (int at = doubles.offset(); at < doubles.end(); at += columns) {
      for (int j = 0; j < columns; j++) {
        values[at + j] = own[atX + j] + shares[atS + j] * (other[atA + j] - own[atX + j]);
      }
      atX += columns;
      atA += columns;
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
    int columns = x.columns();
    if (s instanceof FloatMatrix sums) {
      addProducts(
          sums.array(),
          sums.offset(),
          ((FloatMatrix) x).array(),
          ((FloatMatrix) x).offset(),
          ((FloatMatrix) y).array(),
          ((FloatMatrix) y).offset(),
          x.rows(),
          columns,
          sign);
      return;
    }
    addProducts(
        ((DoubleMatrix) s).array(),
        ((DoubleMatrix) s).offset(),
        ((DoubleMatrix) x).array(),
        ((DoubleMatrix) x).offset(),
        ((DoubleMatrix) y).array(),
        ((DoubleMatrix) y).offset(),
        x.rows(),
        columns,
        sign);
  }

  private static void addProducts(
      float[] s, int atS, float[] x, int atX, float[] y, int atY, int rows, int n, float sign) {
    int i = 0;
    for (; i < rows - 3; i += 4) { // one load and store of the sums for four rows
      int x0 = atX + i * n;
      int y0 = atY + i * n;
      for (int j = 0; j < n; j++) {
        s[atS + j] +=
            sign
                * ((x[x0 + j] * y[y0 + j] + x[x0 + n + j] * y[y0 + n + j])
                    + (x[x0 + 2 * n + j] * y[y0 + 2 * n + j]
                        + x[x0 + 3 * n + j] * y[y0 + 3 * n + j]));
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        s[atS + j] += sign * (x[atX + i * n + j] * y[atY + i * n + j]);
      }
    }
  }

  private static void addProducts(
      double[] s, int atS, double[] x, int atX, double[] y, int atY, int rows, int n, double sign) {
    int i = 0;
    for (; i < rows - 3; i += 4) {
      int x0 = atX + i * n;
      int y0 = atY + i * n;
      for (int j = 0; j < n; j++) {
        s[atS + j] +=
            sign
                * ((x[x0 + j] * y[y0 + j] + x[x0 + n + j] * y[y0 + n + j])
                    + (x[x0 + 2 * n + j] * y[y0 + 2 * n + j]
                        + x[x0 + 3 * n + j] * y[y0 + 3 * n + j]));
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < n; j++) {
        s[atS + j] += sign * (x[atX + i * n + j] * y[atY + i * n + j]);
      }
    }
  }

  static void sameShape(Matrix y, Matrix x, String formula) {
    Shapes.check(y.rows() == x.rows() && y.columns() == x.columns(), formula, y, x, x);
  }

  static void rowOf(Matrix row, Matrix x, String formula) {
    Shapes.check(row.rows() == 1 && row.columns() == x.columns(), formula, x, row, row);
  }
}
