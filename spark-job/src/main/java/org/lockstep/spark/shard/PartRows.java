package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables whose rows know what they are used for, by a column {@code part}. */
public final class PartRows {
  /** Stands in the place of a part's number where a {@link Split} says what rows are used for. */
  static final int DIVIDED = -1;

  private PartRows() {}

  /** All rows of a table as one part, in their order. */
  public static Dataset<Row> whole(Dataset<Row> rows, Part part) {
    return rows.withColumn("part", lit(part.number()));
  }

  /** A table's rows, to be divided when they become shards. */
  public static Dataset<Row> divided(Dataset<Row> rows) {
    return rows.withColumn("part", lit(DIVIDED));
  }
}
