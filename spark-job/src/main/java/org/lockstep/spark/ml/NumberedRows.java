package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Rows that are sorted by a hash of their content, in the order of that content: of rows with one
 * hash, which are few unless they are equal, their bytes decide. Each gets its number as a last
 * column.
 */
final class NumberedRows implements Iterator<InternalRow> {
  private static final Comparator<UnsafeRow> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(), b.getBytes());

  private final Iterator<InternalRow> sorted;
  private final int hash;
  private long next;
  private UnsafeRow ahead; // the first of the next hash; null at the end
  private Iterator<UnsafeRow> same = List.<UnsafeRow>of().iterator();

  /**
   * Rows with their numbers.
   *
   * @param sorted by hash
   * @param hash the place of its column
   * @param first the number of the first
   */
  NumberedRows(Iterator<InternalRow> sorted, int hash, long first) {
    this.sorted = sorted;
    this.hash = hash;
    this.next = first;
    this.ahead = read();
  }

  @Override
  public boolean hasNext() {
    return same.hasNext() || ahead != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    if (!same.hasNext()) {
      same = withOneHash().iterator();
    }
    return new JoinedRow(same.next(), new GenericInternalRow(new Object[] {next++}));
  }

  private List<UnsafeRow> withOneHash() {
    UnsafeRow first = ahead;
    ahead = read();
    if (ahead == null || ahead.getLong(hash) != first.getLong(hash)) {
      return List.of(first);
    }
    List<UnsafeRow> rows = new ArrayList<>(List.of(first));
    while (ahead != null && ahead.getLong(hash) == first.getLong(hash)) {
      rows.add(ahead);
      ahead = read();
    }
    rows.sort(BY_BYTES);
    return rows;
  }

  private UnsafeRow read() {
    return sorted.hasNext() ? (UnsafeRow) sorted.next().copy() : null; // Spark uses it again
  }
}
