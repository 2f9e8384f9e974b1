package org.lockstep.model.math;

import java.util.Arrays;

/**
 * Which rows of a sum may be other than 0, so that the rest need not be set to 0 again: a batch of
 * sparse rows touches few rows of a large gradient.
 */
final class TouchedRows {
  private final boolean[] isTouched; // by row
  private final int[] touched; // those rows, in no order
  private int count;
  private boolean all = true; // nothing is known yet

  TouchedRows(int rows) {
    isTouched = new boolean[rows];
    touched = new int[rows];
  }

  /** Whether every row may be other than 0. */
  boolean all() {
    return all;
  }

  /** How many rows were touched, unless all. */
  int count() {
    return count;
  }

  /** One of these rows. */
  int row(int i) {
    return touched[i];
  }

  void add(int row) {
    if (!isTouched[row]) {
      isTouched[row] = true;
      touched[count++] = row;
    }
  }

  /** Adds another sum's rows; null: all. */
  void addAll(TouchedRows other) {
    if (other == null || other.all) {
      all = true;
      return;
    }
    for (int i = 0; i < other.count; i++) {
      add(other.touched[i]);
    }
  }

  /** Every row is 0 now. */
  void clear() {
    if (all) {
      Arrays.fill(isTouched, false);
    } else {
      for (int i = 0; i < count; i++) {
        isTouched[touched[i]] = false;
      }
    }
    count = 0;
    all = false;
  }
}
