package org.lockstep.model.math;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;

/** A {@link Matrix} of {@code float}s. */
final class FloatMatrix implements Matrix {
  private static final int EXPONENT = 0x7f80_0000;

  private final BLAS blas;
  private final float[] values;
  private final int offset;
  private final int capacity;
  private final int columns;
  private int rows;

  FloatMatrix(BLAS blas, float[] values, int offset, int rows, int columns) {
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
    values[offset + row * columns + column] = (float) value;
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
      values[start + j] = (float) from[j];
    }
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values, offset, offset + rows * columns, (float) value);
  }

  @Override
  public void copyFrom(Rows other) {
    FloatMatrix x = (FloatMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns, "copy", this, x, x);
    System.arraycopy(x.values, x.offset, values, offset, rows * columns);
  }

  @Override
  public void repeatRow(Matrix row) {
    FloatMatrix b = (FloatMatrix) row;
    Shapes.check(b.rows == 1 && b.columns == columns, "repeat", this, b, b);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(b.values, b.offset, values, offset + i * columns, columns);
    }
  }

  @Override
  public void multiply(Rows left, Matrix right, boolean accumulate) {
    FloatMatrix a = (FloatMatrix) left;
    FloatMatrix b = (FloatMatrix) right;
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
  public void multiplyTransposedLeft(Rows left, Matrix right, boolean accumulate) {
    FloatMatrix a = (FloatMatrix) left;
    FloatMatrix b = (FloatMatrix) right;
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
    FloatMatrix a = (FloatMatrix) left;
    FloatMatrix b = (FloatMatrix) right;
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
      FloatMatrix b,
      FloatMatrix a,
      int offsetA,
      int inner,
      boolean accumulate) {
    float beta = accumulate ? 1 : 0;
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
      FloatMatrix a, int ai, int ak, FloatMatrix b, int bk, int bj, int inner, boolean accumulate) {
    for (int i = 0; i < rows; i++) {
      int c = offset + i * columns;
      for (int j = 0; j < columns; j++) {
        int atA = a.offset + i * ai;
        int atB = b.offset + j * bj;
        float sum = accumulate ? values[c + j] : 0;
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
    FloatMatrix x = (FloatMatrix) matrix;
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

  @Override
  public void multiplyElements(Matrix other) {
    float[] x = alignedWith(other, "A ⊙ B");
    for (int i = offset, end = end(); i < end; i++) {
      values[i] *= x[i];
    }
  }

  @Override
  public void apply(ElementFunction g) {
    g.forward(values, offset, end());
  }

  @Override
  public void applyDerivative(ElementFunction g, Matrix kept) {
    g.backward(values, alignedWith(kept, "dA ⊙ g'(Z)"), offset, end());
  }

  private int end() {
    return offset + rows * columns;
  }

  /** The memory of a matrix of this shape, whose elements have the same indices as this one's. */
  private float[] alignedWith(Matrix other, String formula) {
    FloatMatrix x = (FloatMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns && x.offset == offset, formula, this, x, x);
    return x.values;
  }

  @Override
  public void standardizeBytes(
      byte[] bytes, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = ((bytes[from + j] & 0xff) - s[j]) * f[j];
    }
  }

  @Override
  public void lookUpBytes(byte[] bytes, int from, int row, FlatVector table) {
    float[] t = ((FloatVector) table).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = t[bytes[from + j] & 0xff];
    }
  }

  @Override
  public void standardizeFloats(
      float[] floats, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = (floats[from + j] - s[j]) * f[j];
    }
  }

  @Override
  public void standardizeDoubles(
      double[] doubles, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    int start = offset + row * columns;
    for (int j = 0; j < columns; j++) {
      values[start + j] = (float) ((doubles[from + j] - s[j]) * f[j]);
    }
  }

  @Override
  public boolean standardizeRounded(
      double[] doubles, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    int start = offset + row * columns;
    int largest = 0; // exponent: all of its bits are set where a number is not finite
    for (int j = 0; j < columns; j++) {
      float x = (float) doubles[j];
      largest = Math.max(largest, Float.floatToRawIntBits(x) & EXPONENT);
      values[start + j] = (x - s[j]) * f[j];
    }
    return largest != EXPONENT;
  }
}
