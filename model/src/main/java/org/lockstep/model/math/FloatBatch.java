package org.lockstep.model.math;

import java.util.Arrays;
import org.lockstep.model.kernel.Products;
import org.lockstep.model.kernel.RowBlocks;
import org.lockstep.model.kernel.Standardization;

/** A {@link Batch} of {@code float}s. */
final class FloatBatch implements Batch {
  private static final int EXPONENT = 0x7f80_0000;

  private static final Standardization STANDARDIZATION = Standardization.ofThisJvm();

  private final Products products;
  private final float[] values;
  private final int capacity;
  private final int columns;
  private final int blockColumns; // the last block may have fewer
  private final int distance; // between the starts of a block's rows
  private int rows;

  FloatBatch(Products products, int rows, int columns) {
    RowBlocks blocks = products.floatRows();
    int count = blocks.count(columns);
    this.products = products;
    this.capacity = rows;
    this.columns = columns;
    this.blockColumns = (columns + count - 1) / count;
    this.distance = blocks.distance(columns);
    this.values = new float[Math.multiplyExact(Math.multiplyExact(count, distance), rows)];
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
      throw new IllegalArgumentException(rows + " rows in a batch of at most " + capacity);
    }
    this.rows = rows;
  }

  @Override
  public double get(int row, int column) {
    return values[index(row, column)];
  }

  @Override
  public void set(int row, int column, double value) {
    values[index(row, column)] = (float) value;
  }

  private int index(int row, int column) {
    int first = column / blockColumns * blockColumns;
    return start(first, row) + column - first;
  }

  /** Where a row begins in the block that begins at column {@code first}. */
  private int start(int first, int row) {
    return (first / blockColumns * capacity + row) * distance;
  }

  /** The number of columns of the block that begins at column {@code first}. */
  private int width(int first) {
    return Math.min(blockColumns, columns - first);
  }

  @Override
  public void standardizeBytes(
      byte[] bytes, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    for (int j = 0; j < columns; j += blockColumns) {
      STANDARDIZATION.standardize(bytes, from + j, s, f, j, values, start(j, row), width(j));
    }
  }

  @Override
  public void standardizeBytes(byte[] bytes, int from, int row, double shift, double factor) {
    float s = (float) shift;
    float f = (float) factor;
    for (int j = 0; j < columns; j += blockColumns) {
      STANDARDIZATION.standardize(bytes, from + j, s, f, values, start(j, row), width(j));
    }
  }

  @Override
  public void standardizeFloats(
      float[] floats, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    for (int j = 0; j < columns; j += blockColumns) {
      STANDARDIZATION.standardize(floats, from + j, s, f, j, values, start(j, row), width(j));
    }
  }

  @Override
  public void standardizeDoubles(
      double[] doubles, int from, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    for (int j = 0; j < columns; j += blockColumns) {
      STANDARDIZATION.standardize(doubles, from + j, s, f, j, values, start(j, row), width(j));
    }
  }

  @Override
  public boolean standardizeRounded(
      double[] doubles, int row, FlatVector shift, FlatVector factor) {
    float[] s = ((FloatVector) shift).array();
    float[] f = ((FloatVector) factor).array();
    int largest = 0; // exponent: all its bits are set if a number is not finite
    for (int first = 0; first < columns; first += blockColumns) {
      int to = start(first, row) - first;
      for (int j = first; j < first + width(first); j++) {
        float x = (float) doubles[j];
        largest = Math.max(largest, Float.floatToRawIntBits(x) & EXPONENT);
        values[to + j] = (x - s[j]) * f[j];
      }
    }
    return largest != EXPONENT;
  }

  @Override
  public void replaceMissing(int row, FlatVector by) {
    float[] b = ((FloatVector) by).array();
    for (int first = 0; first < columns; first += blockColumns) {
      int to = start(first, row) - first;
      for (int j = first; j < first + width(first); j++) {
        float x = values[to + j];
        values[to + j] = Float.isNaN(x) ? b[j] : x;
      }
    }
  }

  @Override
  public void clipSmoothly(int row) {
    for (int first = 0; first < columns; first += blockColumns) {
      int from = start(first, row);
      for (int j = from; j < from + width(first); j++) {
        values[j] = (float) SmoothClip.of(values[j]);
      }
    }
  }

  @Override
  public void copyMixed(Batch rows, int row, Batch donors, int donor, int from, int to, int into) {
    copyColumns((FloatBatch) rows, row, 0, from, into);
    copyColumns((FloatBatch) donors, donor, from, to, into);
    copyColumns((FloatBatch) rows, row, to, columns, into);
  }

  /** Copies the columns [from, to) of another batch's row to row {@code into}. */
  private void copyColumns(FloatBatch other, int row, int from, int to, int into) {
    for (int j = from; j < to; j = blockEnd(j, to)) {
      int count = blockEnd(j, to) - j;
      System.arraycopy(other.values, other.index(row, j), values, index(into, j), count);
    }
  }

  /** Copies the rows in use to {@code to}, from {@code at} on, row-major. */
  void copyTo(float[] to, int at) {
    for (int first = 0; first < columns; first += blockColumns) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(values, start(first, i), to, at + i * columns + first, width(first));
      }
    }
  }

  /** {@code C = X·B}, or {@code C += X·B}; B: columns x n, C: rows x n. */
  void multiply(int n, float[] b, int atB, float[] c, int atC, boolean accumulate) {
    for (int j = 0; j < columns; j += blockColumns) {
      products.multiply(
          rows,
          n,
          width(j),
          values,
          start(j, 0),
          distance,
          b,
          atB + j * n,
          n,
          c,
          atC,
          n,
          accumulate || j > 0);
    }
  }

  /** {@code C = Xᵀ·B}, or {@code C += Xᵀ·B}; B: rows x n, C: columns x n. */
  void multiplyTransposed(int n, float[] b, int atB, float[] c, int atC, boolean accumulate) {
    for (int j = 0; j < columns; j += blockColumns) {
      products.multiplyTransposedLeft(
          width(j),
          n,
          rows,
          values,
          start(j, 0),
          distance,
          b,
          atB,
          n,
          c,
          atC + j * n,
          n,
          accumulate);
    }
  }

  @Override
  public void copyColumns(int from, int to, Matrix matrix, int at) {
    FloatMatrix y = (FloatMatrix) matrix;
    Shapes.columns(this, from, to, y, at, to - from);
    for (int i = 0; i < rows; i++) {
      int into = y.offset() + i * y.columns() + at;
      for (int j = from; j < to; j = blockEnd(j, to)) {
        System.arraycopy(values, index(i, j), y.array(), into + j - from, blockEnd(j, to) - j);
      }
    }
  }

  @Override
  public void gather(int from, int to, Matrix matrix, int first, Matrix made, int at) {
    FloatMatrix table = (FloatMatrix) matrix;
    FloatMatrix y = (FloatMatrix) made;
    int n = table.columns();
    Shapes.columns(this, from, to, y, at, n);
    for (int i = 0; i < rows; i++) {
      int into = y.offset() + i * y.columns() + at;
      Arrays.fill(y.array(), into, into + n, 0);
      for (int j = from; j < to; j = blockEnd(j, to)) {
        int start = index(i, j);
        int count = blockEnd(j, to) - j;
        for (int k = 0; k < count; k++) {
          if (values[start + k] != 0) {
            int row = table.offset() + (first + j + k - from) * n;
            RowSums.add(values[start + k], table.array(), row, y.array(), into, n);
          }
        }
      }
    }
  }

  @Override
  public void scatter(int from, int to, Matrix matrix, int first, Matrix made, int at) {
    FloatMatrix table = (FloatMatrix) matrix;
    FloatMatrix y = (FloatMatrix) made;
    int n = table.columns();
    Shapes.columns(this, from, to, y, at, n);
    for (int i = 0; i < rows; i++) {
      int source = y.offset() + i * y.columns() + at;
      for (int j = from; j < to; j = blockEnd(j, to)) {
        int start = index(i, j);
        int count = blockEnd(j, to) - j;
        for (int k = 0; k < count; k++) {
          if (values[start + k] != 0) {
            int row = table.offset() + (first + j + k - from) * n;
            RowSums.add(values[start + k], y.array(), source, table.array(), row, n);
          }
        }
      }
    }
  }

  /** One past the last column below {@code to} in the same block as this one. */
  private int blockEnd(int column, int to) {
    return Math.min(to, (column / blockColumns + 1) * blockColumns);
  }
}
