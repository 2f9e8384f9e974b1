package org.lockstep.model.math;

import java.util.Arrays;

/** {@link SparseRows} of {@code float}s. */
final class FloatSparseRows implements SparseRows {
  private static final int EXPONENT = 0x7f80_0000;

  private static final int FIRST_ENTRIES = 256;

  private final int capacity;
  private final int columns;
  private final int[] starts; // row i: entries[starts[i], starts[i + 1])
  private int[] places = new int[FIRST_ENTRIES];
  private float[] values = new float[FIRST_ENTRIES];
  private int set; // number of rows that were set
  private int rows;
  private final FloatSparseProducts products = new FloatSparseProducts();

  FloatSparseRows(int rows, int columns) {
    this.capacity = rows;
    this.columns = columns;
    this.starts = new int[rows + 1];
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

  /** The first entry of a row, or the end of the entries. */
  int start(int row) {
    return starts[Math.min(row, set)];
  }

  /** The column of each entry; valid until another entry is set. */
  int[] places() {
    return places;
  }

  /** The value of each entry; valid until another entry is set. */
  float[] values() {
    return values;
  }

  @Override
  public double get(int row, int column) {
    int entry = Arrays.binarySearch(places, start(row), start(row + 1), column);
    return entry < 0 ? 0 : values[entry];
  }

  @Override
  public void set(int row, int column, double value) {
    if (row >= set) {
      begin(row, 0);
    }
    int end = starts[set];
    if (row != set - 1 || (start(row) < end && places[end - 1] >= column)) {
      throw new IllegalArgumentException(
          "an entry of row " + row + ", column " + column + " after a later one");
    }
    reserve(1);
    put(column, (float) value, 1);
  }

  /** Makes this the last row that is set, with no entries yet and room for this many. */
  private void begin(int row, int entries) {
    int end = start(row);
    for (int i = set; i <= row; i++) {
      starts[i + 1] = starts[set];
    }
    set = row + 1;
    starts[set] = end;
    reserve(entries);
  }

  private void reserve(int entries) {
    int needed = Math.addExact(starts[set], entries);
    if (needed > places.length) {
      int length = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 3L * needed / 2));
      places = Arrays.copyOf(places, length);
      values = Arrays.copyOf(values, length);
    }
  }

  /** Adds an entry to the last row, unless it is 0. */
  private void put(int column, float value, float factor) {
    if (value != 0) {
      int end = starts[set]++;
      places[end] = column;
      values[end] = value * factor;
    }
  }

  @Override
  public void scaleEntries(
      int[] from, float[] floats, int first, int end, int row, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    begin(row, end - first);
    for (int k = first; k < end; k++) {
      put(from[k], floats[k], f[from[k]]);
    }
  }

  @Override
  public void scaleEntries(
      int[] from, double[] doubles, int first, int end, int row, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    begin(row, end - first);
    for (int k = first; k < end; k++) {
      put(from[k], (float) doubles[k], f[from[k]]);
    }
  }

  @Override
  public void setEntries(int[] from, double[] doubles, int count, int row) {
    begin(row, count);
    for (int k = 0; k < count; k++) {
      put(from[k], (float) doubles[k], 1);
    }
  }

  @Override
  public boolean scaleRounded(int[] from, double[] doubles, int row, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    int largest = 0; // exponent: all its bits are set if a number is not finite
    begin(row, from.length);
    for (int k = 0; k < from.length; k++) {
      float x = (float) doubles[k];
      largest = Math.max(largest, Float.floatToRawIntBits(x) & EXPONENT);
      put(from[k], x, f[from[k]]);
    }
    return largest != EXPONENT;
  }

  @Override
  public void copyMixed(Batch rows, int row, Batch donors, int donor, int from, int to, int into) {
    begin(into, 0);
    append((FloatSparseRows) rows, row, 0, from);
    append((FloatSparseRows) donors, donor, from, to);
    append((FloatSparseRows) rows, row, to, columns);
  }

  /** Adds the entries of another batch's row in the columns [from, to) to the last row. */
  private void append(FloatSparseRows other, int row, int from, int to) {
    int first = other.first(row, from);
    int end = other.first(row, to);
    reserve(end - first);
    System.arraycopy(other.places, first, places, starts[set], end - first);
    System.arraycopy(other.values, first, values, starts[set], end - first);
    starts[set] += end - first;
  }

  @Override
  public void replaceMissing(int row, FlatVector by) {
    float[] b = ((FloatVector) by).array();
    for (int k = start(row); k < start(row + 1); k++) {
      values[k] = Float.isNaN(values[k]) ? b[places[k]] : values[k];
    }
  }

  @Override
  public void clipSmoothly(int row) {
    for (int k = start(row); k < start(row + 1); k++) { // 0 stays 0
      values[k] = (float) SmoothClip.of(values[k]);
    }
  }

  @Override
  public void standardizeBytes(
      byte[] bytes, int from, int row, FlatVector shift, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    begin(row, columns);
    for (int j = 0; j < columns; j++) {
      put(j, bytes[from + j] & 0xff, f[j]);
    }
  }

  @Override
  public void standardizeBytes(byte[] bytes, int from, int row, double shift, double factor) {
    begin(row, columns);
    for (int j = 0; j < columns; j++) {
      put(j, bytes[from + j] & 0xff, (float) factor);
    }
  }

  @Override
  public void standardizeFloats(
      float[] floats, int from, int row, FlatVector shift, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    begin(row, columns);
    for (int j = 0; j < columns; j++) {
      put(j, floats[from + j], f[j]);
    }
  }

  @Override
  public void standardizeDoubles(
      double[] doubles, int from, int row, FlatVector shift, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    begin(row, columns);
    for (int j = 0; j < columns; j++) {
      put(j, (float) doubles[from + j], f[j]);
    }
  }

  @Override
  public boolean standardizeRounded(
      double[] doubles, int row, FlatVector shift, FlatVector factor) {
    float[] f = ((FloatVector) factor).array();
    int largest = 0;
    begin(row, columns);
    for (int j = 0; j < columns; j++) {
      float x = (float) doubles[j];
      largest = Math.max(largest, Float.floatToRawIntBits(x) & EXPONENT);
      put(j, x, f[j]);
    }
    return largest != EXPONENT;
  }

  /** Copies the rows in use, zeros included, one after another. */
  void copyTo(float[] to, int at) {
    Arrays.fill(to, at, at + rows * columns, 0);
    for (int i = 0; i < rows; i++) {
      for (int k = start(i); k < start(i + 1); k++) {
        to[at + i * columns + places[k]] = values[k];
      }
    }
  }

  /** {@code C = X·B}, or {@code C += X·B}, as {@link FloatSparseProducts#multiply} computes it. */
  void multiply(int n, float[] b, int atB, float[] c, int atC, boolean accumulate) {
    products.multiply(this, n, b, atB, c, atC, accumulate);
  }

  /** {@code C += Xᵀ·B}, as {@link FloatSparseProducts#addTransposed} computes it. */
  void addTransposed(int n, float[] b, int atB, float[] c, int atC, TouchedRows touched) {
    products.addTransposed(this, n, b, atB, c, atC, touched);
  }

  @Override
  public void copyColumns(int from, int to, Matrix matrix, int at) {
    FloatMatrix y = (FloatMatrix) matrix;
    Shapes.columns(this, from, to, y, at, to - from);
    for (int i = 0; i < rows; i++) {
      int into = y.offset() + i * y.columns() + at - from;
      Arrays.fill(y.array(), into + from, into + to, 0);
      for (int k = first(i, from); k < start(i + 1) && places[k] < to; k++) {
        y.array()[into + places[k]] = values[k];
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
      for (int k = first(i, from); k < start(i + 1) && places[k] < to; k++) {
        int row = table.offset() + (first + places[k] - from) * n;
        RowSums.add(values[k], table.array(), row, y.array(), into, n);
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
      for (int k = first(i, from); k < start(i + 1) && places[k] < to; k++) {
        int row = table.offset() + (first + places[k] - from) * n;
        RowSums.add(values[k], y.array(), source, table.array(), row, n);
      }
    }
  }

  /** The first entry of a row from this column on. */
  private int first(int row, int column) {
    int entry = Arrays.binarySearch(places, start(row), start(row + 1), column);
    return entry < 0 ? -entry - 1 : entry;
  }
}
