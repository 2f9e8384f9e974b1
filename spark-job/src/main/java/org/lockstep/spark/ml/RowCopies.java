package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Copies of a chunk's rows, in memory that the next chunk reuses. */
final class RowCopies {
  private final int columns;
  private final List<UnsafeRow> copies = new ArrayList<>();
  private int used;

  RowCopies(int columns) {
    this.columns = columns;
  }

  /** Releases all copies for reuse. */
  void again() {
    used = 0;
  }

  UnsafeRow of(UnsafeRow row) {
    if (used == copies.size()) {
      copies.add(UnsafeRow.createFromByteArray(0, columns));
    }
    UnsafeRow copy = copies.get(used++);
    copy.copyFrom(row);
    return copy;
  }
}
