package org.lockstep.spark.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Puts rows that are sorted by a hash of their content into the order of that content, and numbers
 * them in a last column. Among rows with the same hash, which are few unless they are equal, their
 * bytes decide.
 */
final class NumberedRows implements Iterator<InternalRow> {
  private static final Comparator<UnsafeRow> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(), b.getBytes());

  private final Iterator<InternalRow> sorted;
  private final int hash;
  private long next;
  private UnsafeRow ahead; // the first row of the next hash; null at the end

  /**
   * The rows of one hash. Equal rows, of which there can be any number, are counted rather than
   * stored.
   */
  private final TreeMap<UnsafeRow, Long> same = new TreeMap<>(BY_BYTES);

  /**
   * Numbers rows.
   *
   * @param sorted the rows, by hash
   * @param hash the index of the hash's column
   * @param first the number of the first row
   */
  NumberedRows(Iterator<InternalRow> sorted, int hash, long first) {
    this.sorted = sorted;
    this.hash = hash;
    this.next = first;
    this.ahead = read();
  }

  @Override
  public boolean hasNext() {
    return !same.isEmpty() || ahead != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more rows");
    }
    if (same.isEmpty()) {
      collect();
    }
    Map.Entry<UnsafeRow, Long> first = same.firstEntry();
    if (first.getValue() == 1) {
      same.pollFirstEntry();
    } else {
      same.put(first.getKey(), first.getValue() - 1);
    }
    return new JoinedRow(first.getKey(), new GenericInternalRow(new Object[] {next++}));
  }

  private void collect() {
    long wanted = ahead.getLong(hash);
    while (ahead != null && ahead.getLong(hash) == wanted) {
      same.merge(ahead, 1L, Long::sum);
      ahead = read();
    }
  }

  private UnsafeRow read() {
    return sorted.hasNext() ? (UnsafeRow) sorted.next().copy() : null; // Spark reuses the row
  }
}
