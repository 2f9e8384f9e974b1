package org.lockstep.spark.shard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.Table;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sets of row numbers, grouped by a value of the rows; at most two bytes for each row. Travels from
 * a task to the driver, so it is a class and not a record: Kryo cannot serialise records.
 */
final class RowSets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RoaringBitmap[] sets;

  private RowSets(int count) {
    sets = new RoaringBitmap[count];
    Arrays.setAll(sets, set -> new RoaringBitmap());
  }

  /** Returns the set to which a row with the columns (row, column) belongs; -1 for none. */
  interface Choice extends ToIntFunction<InternalRow>, Serializable {}

  /**
   * Groups all rows by one column.
   *
   * @param count of the sets
   */
  static List<RoaringBitmap> of(Dataset<Row> rows, Column column, int count, Choice choice) {
    RowSets all = new RowSets(count);
    InternalRows.of(rows.select(functions.col(Table.ROW), column))
        .mapPartitions(part -> of(part, count, choice))
        .collect()
        .forEach(all::add);
    return List.of(all.sets);
  }

  private static Iterator<RowSets> of(Iterator<InternalRow> rows, int count, Choice choice) {
    RowSets found = new RowSets(count);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      int set = choice.applyAsInt(row);
      if (set >= 0) {
        found.sets[set].add((int) row.getLong(0));
      }
    }
    for (RoaringBitmap set : found.sets) {
      set.runOptimize();
    }
    return List.of(found).iterator();
  }

  private void add(RowSets other) {
    for (int i = 0; i < sets.length; i++) {
      sets[i].or(other.sets[i]);
    }
  }
}
