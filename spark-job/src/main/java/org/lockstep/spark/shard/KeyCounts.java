package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.functions;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.table.Finding;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.SplitColumn;
import org.lockstep.spark.table.SplitPoint;
import org.lockstep.spark.table.Table;

/**
 * How many training rows each value of a {@linkplain SplitColumn column} has. Travels from a task
 * to the driver, so it is a class and not a record: Kryo cannot serialise records.
 */
final class KeyCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] keys; // ascending
  private final long[] counts;
  private final Finding finding; // the first value without a key; null for none

  private KeyCounts(Map<Long, Long> all, Finding finding) {
    keys = all.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    counts = Arrays.stream(keys).map(all::get).toArray();
    this.finding = finding;
  }

  /**
   * Counts the training rows of each value.
   *
   * @throws BadInputException naming the first row whose value is not of the split point's kind
   */
  static KeyCounts of(Table table, SplitColumn column, Split split) {
    Map<Long, Long> all = new HashMap<>();
    Finding first = null;
    for (KeyCounts part : parts(table.rows(), column, split)) {
      for (int i = 0; i < part.keys.length; i++) {
        all.merge(part.keys[i], part.counts[i], Long::sum);
      }
      first = Finding.first(first, part.finding);
    }
    if (first != null) {
      throw first.at(table.places().placeOf(first.position));
    }
    return new KeyCounts(all, null);
  }

  private static List<KeyCounts> parts(Dataset<Row> rows, SplitColumn column, Split split) {
    SplitColumn.Keys keys = column.keys();
    String expected =
        column.after().map(SplitPoint::kind).map(SplitPoint.Kind::words).orElse("a value")
            + " in column "
            + BadInputException.quote(Text.brief(column.name()));
    return InternalRows.of(rows.select(functions.col(Table.ROW), functions.col(Table.CARRIED)))
        .mapPartitions(part -> List.of(count(part, keys, split, expected)).iterator())
        .collect();
  }

  private static KeyCounts count(
      Iterator<InternalRow> rows, SplitColumn.Keys keys, Split split, String expected) {
    Map<Long, Long> counts = new HashMap<>();
    Finding first = null;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      long index = row.getLong(0);
      if (split.trains(index)) {
        String value = value(row);
        OptionalLong key = keys.of(value);
        if (key.isPresent()) {
          counts.merge(key.getAsLong(), 1L, Long::sum);
        } else if (first == null || index < first.position) {
          first = new Finding(index, expected, found(value));
        }
      }
    }
    return new KeyCounts(counts, first);
  }

  /** The value in a row with the columns (row, carried). */
  static String value(InternalRow row) {
    ArrayData values = row.getArray(1);
    return values.isNullAt(0) ? null : values.getUTF8String(0).toString();
  }

  private static String found(String value) {
    return value == null || value.isEmpty() ? "nothing" : BadInputException.quote(value);
  }

  /** How many different values there are. */
  int size() {
    return keys.length;
  }

  long key(int i) {
    return keys[i];
  }

  /** How many rows a value has. */
  long count(int i) {
    return counts[i];
  }

  /** How many rows were counted. */
  long rows() {
    return Arrays.stream(counts).sum();
  }

  /** The index of a key, or of the place where it would be inserted. */
  int indexOf(long key) {
    int found = Arrays.binarySearch(keys, key);
    return found >= 0 ? found : -found - 1;
  }

  /** The keys with this mark, in ascending order. */
  long[] marked(Part[] marks, Part mark) {
    long[] chosen = new long[keys.length];
    int next = 0;
    for (int i = 0; i < keys.length; i++) {
      if (marks[i] == mark) {
        chosen[next++] = keys[i];
      }
    }
    return Arrays.copyOf(chosen, next);
  }
}
