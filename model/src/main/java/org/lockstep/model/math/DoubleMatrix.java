package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/** A {@link Matrix} of {@code double}s. */
final class DoubleMatrix implements Matrix {
  private static final long EXPONENT = 0x7ff0_0000_0000_0000L;

  /** Lifts the smallest positive number above 1 if applied twice. */
  private static final double RAISE = 0x1p1000;

  // tanh x = x + x³·P(x²) / Q(x²) for |x| below 0.625: Cephes, tanh.c (S. Moshier).
  private static final double TANH_SMALL = 0.625;
  private static final double P0 = -0.9643991794250523;
  private static final double P1 = -99.28772310019185;
  private static final double P2 = -1614.6876844170845;
  private static final double Q0 = 112.81167849163293;
  private static final double Q1 = 2235.4883906010045;
  private static final double Q2 = 4844.063053251255;

  private final BLAS blas;
  private final double[] values;
  private final int offset;
  private final int capacity;
  private final int columns;
  private int rows;

  DoubleMatrix(BLAS blas, double[] values, int offset, int rows, int columns) {
    if (rows < 0 || columns < 0 || offset + (long) rows * columns > values.length) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " at " + offset + " does not fit in " + values.length);
    }
    this.blas = blas;
    this.values = values;
    this.offset = offset;
    this.capacity = rows;
    this.columns = columns;
    this.rows = rows;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void setRows(int rows) {
    if (rows < 0 || rows > capacity) {
      throw new IllegalArgumentException(rows + " rows in a matrix of at most " + capacity);
    }
    this.rows = rows;
  }

  @Override
  public double get(int row, int column) {
    return values[offset + row * columns + column];
  }

  @Override
  public void set(int row, int column, double value) {
    values[offset + row * columns + column] = value;
  }

  @Override
  public void loadRow(int row, double[] into) {
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      into[j] = values[start + j];
    }
  }

  @Override
  public void storeRow(int row, double[] from) {
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = from[j];
    }
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values, offset, offset + rows * columns, value);
  }

  @Override
  public void copyFrom(Matrix other) {
    DoubleMatrix x = (DoubleMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns, "copy", this, x, x);
    System.arraycopy(x.values, x.offset, values, offset, rows * columns);
  }

  @Override
  public void repeatRow(Matrix row) {
    DoubleMatrix b = (DoubleMatrix) row;
    Shapes.check(b.rows == 1 && b.columns == columns, "repeat", this, b, b);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(b.values, b.offset, values, offset + i * columns, columns);
    }
  }

  @Override
  public void multiply(Matrix left, Matrix right, boolean accumulate) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.columns == b.rows && a.rows == rows && b.columns == columns, "A·B", this, a, b);
    if (ProductCuts.isPlain(rows, columns, b.rows)) {
      plainProduct(a, a.columns, 1, b, b.columns, 1, b.rows, accumulate);
      return;
    }
    int step = ProductCuts.rowsPerCall(blas, rows, columns, b.rows);
    for (int i = 0; i < rows; i += step) {
      int n = Math.min(step, rows - i);
      gemm("N", "N", i, n, b, a, a.offset + i * a.columns, b.rows, accumulate); // C = A·B
    }
  }

  @Override
  public void multiplyTransposedLeft(Matrix left, Matrix right, boolean accumulate) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.rows == b.rows && a.columns == rows && b.columns == columns, "Aᵀ·B", this, a, b);
    if (ProductCuts.isPlain(rows, columns, b.rows)) {
      plainProduct(a, 1, a.columns, b, b.columns, 1, b.rows, accumulate);
      return;
    }
    int step = ProductCuts.rowsPerCall(blas, rows, columns, b.rows);
    for (int i = 0; i < rows; i += step) {
      int n = Math.min(step, rows - i);
      gemm("N", "T", i, n, b, a, a.offset + i, b.rows, accumulate); // C = Aᵀ·B
    }
  }

  @Override
  public void multiplyTransposedRight(Matrix left, Matrix right) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.columns == b.columns && a.rows == rows && b.rows == columns, "A·Bᵀ", this, a, b);
    if (ProductCuts.isPlain(rows, columns, b.columns)) {
      plainProduct(a, a.columns, 1, b, 1, b.columns, b.columns, false);
      return;
    }
    gemm("T", "N", 0, rows, b, a, a.offset, b.columns, false); // C = A·Bᵀ
  }

  /**
   * Rows [row, row + n) of a product. A row-major matrix is the column-major transpose: C = A·B is
   * asked for as Cᵀ = Bᵀ·Aᵀ.
   */
  private void gemm(
      String transB,
      String transA,
      int row,
      int n,
      DoubleMatrix b,
      DoubleMatrix a,
      int offsetA,
      int inner,
      boolean accumulate) {
    double beta = accumulate ? 1 : 0;
    Gemm.multiply(
        blas,
        transB,
        transA,
        columns,
        n,
        inner,
        b.values,
        b.offset,
        b.columns,
        a.values,
        offsetA,
        a.columns,
        beta,
        values,
        offset + row * columns,
        columns);
  }

  /** C = A·B or C += A·B; A(i, k) lies at i·ai + k·ak from its start, B(k, j) at k·bk + j·bj. */
  private void plainProduct(
      DoubleMatrix a,
      int ai,
      int ak,
      DoubleMatrix b,
      int bk,
      int bj,
      int inner,
      boolean accumulate) {
    for (int i = 0; i < rows; i++) {
      int c = offset + i * columns;
      for (int j = 0; j < columns; j++) {
        int atA = a.offset + i * ai;
        int atB = b.offset + j * bj;
        double sum = accumulate ? values[c + j] : 0;
        for (int k = 0; k < inner; k++) {
          sum += a.values[atA] * b.values[atB];
          atA += ak;
          atB += bk;
        }
        values[c + j] = sum;
      }
    }
  }

  @Override
  public void sumRowsOf(Matrix matrix, boolean accumulate) {
    DoubleMatrix x = (DoubleMatrix) matrix;
    Shapes.check(rows == 1 && x.columns == columns, "1ᵀ·X", this, x, x);
    if (!accumulate) {
      fill(0);
    }
    int i = 0;
    for (; i < x.rows - 3; i += 4) { // one load and store of the sums for four rows
      int row0 = x.offset + i * columns;
      int row1 = row0 + columns;
      int row2 = row1 + columns;
      int row3 = row2 + columns;
      for (int j = 0; j < columns; j++) {
        values[offset + j] +=
            (x.values[row0 + j] + x.values[row1 + j]) + (x.values[row2 + j] + x.values[row3 + j]);
      }
    }
    for (; i < x.rows; i++) {
      int row = x.offset + i * columns;
      for (int j = 0; j < columns; j++) {
        values[offset + j] += x.values[row + j];
      }
    }
  }

  // The JIT compiler turns the loops below into vector instructions: every array is read and
  // written at the plain loop index, there is no branch, no conversion and no call but min and max.

  @Override
  public void multiplyElements(Matrix other) {
    double[] x = alignedWith(other, "A ⊙ B");
    for (int i = offset, end = end(); i < end; i++) {
      values[i] *= x[i];
    }
  }

  @Override
  public void relu(double slope) {
    double s = slope;
    if (s == 0) {
      for (int i = offset, end = end(); i < end; i++) {
        values[i] = Math.max(values[i], 0);
      }
      return;
    }
    for (int i = offset, end = end(); i < end; i++) {
      values[i] = Math.max(values[i], 0) + s * Math.min(values[i], 0);
    }
  }

  @Override
  public void reluBackward(double slope, Matrix output) {
    double[] a = alignedWith(output, "dA ⊙ g'(A)");
    double s = slope;
    for (int i = offset, end = end(); i < end; i++) {
      double raised = Math.min(a[i] * RAISE, 1) * RAISE; // of a > 0, however small: at least 1
      values[i] *= Math.max(Math.min(raised, 1), s);
    }
  }

  @Override
  public void tanh() { // the JDK's own is right to the last digit, and ten times as slow
    for (int i = offset, end = end(); i < end; i++) {
      values[i] = tanh(values[i]);
    }
  }

  private static double tanh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < TANH_SMALL) {
      double y = x * x;
      return x + x * y * (((P0 * y + P1) * y + P2) / (((y + Q0) * y + Q1) * y + Q2));
    }
    return Math.copySign(1 - 2 / (Math.exp(2 * magnitude) + 1), x);
  }

  @Override
  public void tanhBackward(Matrix output) {
    double[] a = alignedWith(output, "dA ⊙ g'(A)");
    for (int i = offset, end = end(); i < end; i++) {
      values[i] *= 1 - a[i] * a[i];
    }
  }

  @Override
  public void sigmoid() {
    for (int i = offset, end = end(); i < end; i++) {
      values[i] = 1 / (1 + Math.exp(-values[i]));
    }
  }

  @Override
  public void sigmoidBackward(Matrix output) {
    double[] a = alignedWith(output, "dA ⊙ g'(A)");
    for (int i = offset, end = end(); i < end; i++) {
      values[i] *= a[i] * (1 - a[i]);
    }
  }

  private int end() {
    return offset + rows * columns;
  }

  /** The memory of a matrix of this shape, whose elements have the same indices as this one's. */
  private double[] alignedWith(Matrix other, String formula) {
    DoubleMatrix x = (DoubleMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns && x.offset == offset, formula, this, x, x);
    return x.values;
  }

  @Override
  public void standardizeBytes(
      byte[] bytes, int from, int row, FlatVector shift, FlatVector factor) {
    double[] s = ((DoubleVector) shift).array();
    double[] f = ((DoubleVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = ((bytes[from + j] & 0xff) - s[j]) * f[j];
    }
  }

  @Override
  public void lookUpBytes(byte[] bytes, int from, int row, FlatVector table) {
    double[] t = ((DoubleVector) table).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = t[bytes[from + j] & 0xff];
    }
  }

  @Override
  public void standardizeFloats(
      float[] floats, int from, int row, FlatVector shift, FlatVector factor) {
    double[] s = ((DoubleVector) shift).array();
    double[] f = ((DoubleVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = (floats[from + j] - s[j]) * f[j];
    }
  }

  @Override
  public void standardizeDoubles(
      double[] doubles, int from, int row, FlatVector shift, FlatVector factor) {
    double[] s = ((DoubleVector) shift).array();
    double[] f = ((DoubleVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = ((doubles[from + j] - s[j]) * f[j]);
    }
  }

  @Override
  public boolean standardizeRounded(
      double[] doubles, int row, FlatVector shift, FlatVector factor) {
    double[] s = ((DoubleVector) shift).array();
    double[] f = ((DoubleVector) factor).array();
    int start = offset + row * columns;
    long largest = 0; // exponent: all of its bits are set where a number is not finite
    for (int j = 0; j < columns; j++) {
      double x = doubles[j];
      largest = Math.max(largest, Double.doubleToRawLongBits(x) & EXPONENT);
      values[start + j] = (x - s[j]) * f[j];
    }
    return largest != EXPONENT;
  }
}
