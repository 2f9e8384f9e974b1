package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds a column {@code part} to a table, which tells what each row is used for. */
public final class PartRows {
  /** Marks rows whose part a {@link Split} decides. */
  static final int DIVIDED = -1;

  private PartRows() {}

  /** All rows of a table as one part, in their order. */
  public static Dataset<Row> whole(Dataset<Row> rows, Part part) {
    return rows.withColumn("part", lit(part.number()));
  }

  /** A table's rows, to be split when they become shards. */
  public static Dataset<Row> divided(Dataset<Row> rows) {
    return rows.withColumn("part", lit(DIVIDED));
  }
}
