package org.lockstep.model.math;

import java.util.Arrays;
import org.lockstep.model.kernel.Products;

/** A {@link Matrix} of {@code double}s. */
final class DoubleMatrix implements Matrix {
  private final Products products;
  private final double[] values;
  private final int offset;
  private final int capacity;
  private final int columns;
  private int rows;
  private TouchedRows touched; // null where rows are not tracked

  DoubleMatrix(Products products, double[] values, int offset, int rows, int columns) {
    if (rows < 0 || columns < 0 || offset + (long) rows * columns > values.length) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " at " + offset + " does not fit in " + values.length);
    }
    this.products = products;
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
  public void loadRows(int from, int count, double[] into) {
    int start = offset + from * columns;
    for (int i = 0; i < count * columns; i++) {
      into[i] = values[start + i];
    }
  }

  @Override
  public void storeRows(int from, int count, double[] rows) {
    int start = offset + from * columns;
    for (int i = 0; i < count * columns; i++) {
      values[start + i] = rows[i];
    }
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
  public void copyFrom(Rows other) {
    Shapes.check(other.rows() == rows && other.columns() == columns, "copy", this, other, other);
    if (other instanceof DoubleBatch batch) {
      batch.copyTo(values, offset);
      return;
    }
    if (other instanceof DoubleSparseRows sparse) {
      sparse.copyTo(values, offset);
      return;
    }
    DoubleMatrix x = (DoubleMatrix) other;
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
  public void multiply(Rows left, Matrix right, boolean accumulate) {
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(
        left.columns() == b.rows && left.rows() == rows && b.columns == columns,
        "A·B",
        this,
        left,
        b);
    if (left instanceof DoubleBatch batch) {
      batch.multiply(columns, b.values, b.offset, values, offset, accumulate);
      return;
    }
    if (left instanceof DoubleSparseRows sparse) {
      sparse.multiply(columns, b.values, b.offset, values, offset, accumulate);
      return;
    }
    DoubleMatrix a = (DoubleMatrix) left;
    products.multiply(
        rows,
        columns,
        b.rows,
        a.values,
        a.offset,
        a.columns,
        b.values,
        b.offset,
        b.columns,
        values,
        offset,
        columns,
        accumulate);
  }

  @Override
  public void multiplyTransposedLeft(Rows left, Matrix right, boolean accumulate) {
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(
        left.rows() == b.rows && left.columns() == rows && b.columns == columns,
        "Aᵀ·B",
        this,
        left,
        b);
    if (left instanceof DoubleBatch batch) {
      batch.multiplyTransposed(columns, b.values, b.offset, values, offset, accumulate);
      return;
    }
    if (left instanceof DoubleSparseRows sparse) {
      if (!accumulate) {
        clear();
      }
      sparse.addTransposed(columns, b.values, b.offset, values, offset, touched);
      return;
    }
    DoubleMatrix a = (DoubleMatrix) left;
    products.multiplyTransposedLeft(
        rows,
        columns,
        b.rows,
        a.values,
        a.offset,
        a.columns,
        b.values,
        b.offset,
        b.columns,
        values,
        offset,
        columns,
        accumulate);
  }

  @Override
  public void track(TouchedRows rowsOtherThanZero) {
    touched = rowsOtherThanZero;
  }

  /** Sets every row to 0. */
  private void clear() {
    if (touched == null) {
      fill(0);
      return;
    }
    for (int i = 0; i < touched.count(); i++) {
      int start = offset + touched.row(i) * columns;
      Arrays.fill(values, start, start + columns, 0);
    }
    touched.clear();
  }

  @Override
  public void multiplyTransposedRight(Matrix left, Matrix right) {
    DoubleMatrix a = (DoubleMatrix) left;
    DoubleMatrix b = (DoubleMatrix) right;
    Shapes.check(a.columns == b.columns && a.rows == rows && b.rows == columns, "A·Bᵀ", this, a, b);
    products.multiplyTransposedRight(
        rows, columns, b.columns, a.values, a.offset, a.columns, b.values, b.offset, b.columns,
        values, offset, columns, false);
  }

  @Override
  public void sumRowsOf(Matrix matrix, boolean accumulate) {
    DoubleMatrix x = (DoubleMatrix) matrix;
    Shapes.check(rows == 1 && x.columns == columns, "1ᵀ·X", this, x, x);
    if (!accumulate) {
      fill(0);
    }
    double[][] rows = RowBuffers.doubles(columns);
    double[] sums = rows[4];
    Broadcast.copy(this, 0, sums, columns);
    int i = 0;
    for (; i < x.rows - 3; i += 4) {
      for (int k = 0; k < 4; k++) {
        Broadcast.copy(x, i + k, rows[k], columns);
      }
      RowLoops.addFour(sums, rows[0], rows[1], rows[2], rows[3], columns, 1);
    }
    for (; i < x.rows; i++) {
      Broadcast.copy(x, i, rows[0], columns);
      RowLoops.add(sums, rows[0], columns);
    }
    Broadcast.copy(sums, this, 0, columns);
  }

  @Override
  public void multiplyElements(Matrix other) {
    double[] x = alignedWith(other, "A ⊙ B");
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

  /** The array that holds the elements. */
  double[] array() {
    return values;
  }

  /** The index of the first element in the array. */
  int offset() {
    return offset;
  }

  /** One past the last element in use. */
  int end() {
    return offset + rows * columns;
  }

  /** The array of a matrix of this shape whose elements have the same indices as this one's. */
  private double[] alignedWith(Matrix other, String formula) {
    DoubleMatrix x = (DoubleMatrix) other;
    Shapes.check(x.rows == rows && x.columns == columns && x.offset == offset, formula, this, x, x);
    return x.values;
  }
}
