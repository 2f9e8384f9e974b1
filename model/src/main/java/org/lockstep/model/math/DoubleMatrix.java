package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/** A {@link Matrix} of {@code double}s. */
final class DoubleMatrix implements Matrix {
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

  // A row-major matrix is the column-major transpose: C = A·B is asked for as Cᵀ = Bᵀ·Aᵀ.

  @Override
  public void multiply(Matrix left, Matrix right, boolean accumulate) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.columns == b.rows && a.rows == rows && b.columns == columns, "A·B", this, a, b);
    gemm("N", "N", b, b.columns, a, a.columns, a.columns, accumulate); // C = A·B
  }

  @Override
  public void multiplyTransposedLeft(Matrix left, Matrix right, boolean accumulate) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.rows == b.rows && a.columns == rows && b.columns == columns, "Aᵀ·B", this, a, b);
    gemm("N", "T", b, b.columns, a, a.columns, a.rows, accumulate); // C = Aᵀ·B
  }

  @Override
  public void multiplyTransposedRight(Matrix left, Matrix right) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.columns == b.columns && a.rows == rows && b.rows == columns, "A·Bᵀ", this, a, b);
    gemm("T", "N", b, b.columns, a, a.columns, a.columns, false); // C = A·Bᵀ
  }

  private void gemm(
      String transB,
      String transA,
      DoubleMatrix b,
      int ldb,
      DoubleMatrix a,
      int lda,
      int inner,
      boolean accumulate) {
    if (rows == 0 || columns == 0) {
      return;
    }
    if (inner == 0) { // a sum over nothing; BLAS libraries differ in what they do with it
      if (!accumulate) {
        fill(0);
      }
      return;
    }
    double beta = accumulate ? 1 : 0;
    blas.dgemm(
        transB, transA, columns, rows, inner, 1, b.values, b.offset, ldb, a.values, a.offset, lda,
        beta, values, offset, columns);
  }

  @Override
  public void sumRowsOf(Matrix matrix, boolean accumulate) {
    DoubleMatrix x = (DoubleMatrix) matrix;
    Shapes.check(rows == 1 && x.columns == columns, "1ᵀ·X", this, x, x);
    if (!accumulate) {
      fill(0);
    }
    for (int i = 0; i < x.rows; i++) {
      int start = x.offset + i * columns;
      for (int j = 0; j < columns; j++) {
        values[offset + j] += x.values[start + j];
      }
    }
  }

  @Override
  public void multiplyElements(Matrix other) {
    DoubleMatrix x = (DoubleMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns, "A ⊙ B", this, x, x);
    for (int i = 0, n = rows * columns; i < n; i++) {
      values[offset + i] *= x.values[x.offset + i];
    }
  }

  @Override
  public void relu(double slope) {
    double s = slope;
    for (int i = offset, end = offset + rows * columns; i < end; i++) {
      double z = values[i];
      values[i] = z > 0 ? z : s * z;
    }
  }

  @Override
  public void reluBackward(double slope, Matrix output) {
    DoubleMatrix a = (DoubleMatrix) output;
    double s = slope;
    for (int i = 0, n = rows * columns; i < n; i++) {
      double dA = values[offset + i];
      values[offset + i] = a.values[a.offset + i] > 0 ? dA : s * dA;
    }
  }

  @Override
  public void tanh() {
    for (int i = offset, end = offset + rows * columns; i < end; i++) {
      values[i] = Math.tanh(values[i]);
    }
  }

  @Override
  public void tanhBackward(Matrix output) {
    DoubleMatrix a = (DoubleMatrix) output;
    for (int i = 0, n = rows * columns; i < n; i++) {
      double y = a.values[a.offset + i];
      values[offset + i] *= 1 - y * y;
    }
  }

  @Override
  public void sigmoid() {
    for (int i = offset, end = offset + rows * columns; i < end; i++) {
      values[i] = (1 / (1 + Math.exp(-values[i])));
    }
  }

  @Override
  public void sigmoidBackward(Matrix output) {
    DoubleMatrix a = (DoubleMatrix) output;
    for (int i = 0, n = rows * columns; i < n; i++) {
      double y = a.values[a.offset + i];
      values[offset + i] *= y * (1 - y);
    }
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
      values[start + j] = (doubles[from + j] - s[j]) * f[j];
    }
  }
}
