package org.lockstep.model.math;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Records which rows of one matrix in a vector may differ from 0. A batch of sparse rows touches
 * few rows of a large gradient; the rest need not be cleared, added, sent or applied. All elements
 * outside the matrix count as touched.
 */
public final class TouchedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int first; // the matrix's elements: [first, end)
  private final int end;
  private final int columns;
  private final boolean[] isTouched; // by row
  private final int[] touched; // those rows, in no particular order
  private int count;

  /**
   * Starts with no row touched.
   *
   * @param offset of the matrix in its vector
   */
  public TouchedRows(int offset, int rows, int columns) {
    this.first = offset;
    this.end = offset + rows * columns;
    this.columns = columns;
    this.isTouched = new boolean[rows];
    this.touched = new int[rows];
  }

  /** An empty record for the same matrix. */
  public TouchedRows likewise() {
    return new TouchedRows(first, isTouched.length, columns);
  }

  /** The number of touched rows. */
  public int count() {
    return count;
  }

  /** The number of rows of the matrix. */
  public int rows() {
    return isTouched.length;
  }

  /** Touched row {@code i}, for i in [0, {@link #count}). */
  public int row(int i) {
    return touched[i];
  }

  /** Where a row begins in the vector. */
  public int offset(int row) {
    return first + row * columns;
  }

  /** Where the matrix ends in the vector. */
  public int end() {
    return end;
  }

  /** The number of columns of the matrix. */
  public int columns() {
    return columns;
  }

  /** Whether a row was touched. */
  public boolean contains(int row) {
    return isTouched[row];
  }

  /** Marks a row as touched. */
  public void add(int row) {
    if (!isTouched[row]) {
      isTouched[row] = true;
      touched[count++] = row;
    }
  }

  /** Marks the rows that {@code other} has touched. */
  public void addAll(TouchedRows other) {
    for (int i = 0; i < other.count; i++) {
      add(other.touched[i]);
    }
  }

  /** Forgets every row. */
  public void clear() {
    if (count > isTouched.length / 8) {
      Arrays.fill(isTouched, false);
    } else {
      for (int i = 0; i < count; i++) {
        isTouched[touched[i]] = false;
      }
    }
    count = 0;
  }

  /**
   * Where the next run of touched elements begins. To visit all runs:
   *
   * <pre>{@code
   * for (int start = rows.runFrom(from, to); start < to; start = rows.runFrom(end, to)) {
   *   end = rows.runEnd(start, to);
   *   ...
   * }
   * }</pre>
   *
   * @return the first touched element in [from, to), or {@code to}
   */
  public int runFrom(int from, int to) {
    if (from < first || from >= end || from >= to) {
      return Math.min(from, to);
    }
    int row = (from - first) / columns;
    if (isTouched[row]) {
      return from;
    }
    while (++row < isTouched.length && !isTouched[row]) {
      if (offset(row) >= to) {
        return to;
      }
    }
    return Math.min(offset(row), to);
  }

  /**
   * Where a run ends.
   *
   * @param start a touched element
   * @return one past the last element of the run within [start, to)
   */
  public int runEnd(int start, int to) {
    if (start >= end || to <= first) {
      return to;
    }
    int row = start < first ? 0 : (start - first) / columns;
    while (row < isTouched.length && isTouched[row]) {
      if (offset(row) >= to) {
        return to;
      }
      row++;
    }
    return row == isTouched.length ? to : Math.min(offset(row), to);
  }
}
