package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Tables whose rows know what they are used for: columns {@code part} (the number of a {@link
 * Part}) and {@code row} (the index within that part) before the features and targets.
 */
public final class PartRows {
  private PartRows() {}

  /** All rows of a table as one part, in their order. */
  public static Dataset<Row> whole(Dataset<Row> rows, Part part) {
    return rows.withColumn("part", lit(part.number()));
  }

  /** A table's rows divided by a split, without those that it does not use. */
  public static Dataset<Row> divided(Dataset<Row> rows, Split split) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    Broadcast<Split> shared = context.broadcast(split);
    UDF1<Long, Boolean> uses = row -> shared.value().uses(row);
    UDF1<Long, Integer> part = row -> shared.value().partOf(row).number();
    UDF1<Long, Long> index = row -> shared.value().indexOf(row);
    Column row = col("row");
    return rows.filter(udf(uses, DataTypes.BooleanType).apply(row))
        .withColumn("part", udf(part, DataTypes.IntegerType).apply(row))
        .withColumn("row", udf(index, DataTypes.LongType).apply(row));
  }
}
