package org.lockstep.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * An order for rows that have none: those of a DataFrame, a table or a query. Such rows arrive in
 * other partitions on another cluster, after another join, or when a partition is recomputed. So
 * they are sorted by a hash of their content, and by the content itself where two hashes are equal;
 * the order of equal rows does not matter. The hash also splits them into partitions for the sort.
 */
public final class ContentOrder {
  /** The column of the hash, which comes first. */
  public static final String HASH = "hash";

  private ContentOrder() {}

  /** The hash of these columns; never negative. */
  public static Column hash(String... columns) {
    return shiftrightunsigned(
        xxhash64(Stream.of(columns).map(functions::col).toArray(Column[]::new)), 1);
  }

  /**
   * Distributes rows, whose first column is their {@link #HASH}, over partitions that follow each
   * other in the order.
   *
   * @param partitions how many; the order is the same for any number
   */
  public static Dataset<Row> spread(Dataset<Row> rows, int partitions) {
    int[] keys = PartitionKeys.of(partitions);
    UDF1<Long, Integer> key = hash -> keys[(int) (((hash >>> 31) * partitions) >>> 32)];
    return rows.repartition(partitions, udf(key, DataTypes.IntegerType).apply(col(HASH)));
  }

  /**
   * The rows with their numbers as the last column {@link Table#ROW}, without the hash.
   *
   * @param sorted {@linkplain #spread spread}, each partition sorted by {@link #HASH}
   * @param first the number of each partition's first row
   */
  public static Dataset<Row> numbered(Dataset<Row> sorted, long[] first) {
    JavaRDD<InternalRow> numbered =
        InternalRows.of(sorted)
            .mapPartitionsWithIndex((part, rows) -> new NumberedRows(rows, 0, first[part]), true);
    return InternalRows.dataset(
            sorted.sparkSession(),
            numbered,
            sorted.schema().add(Table.ROW, DataTypes.LongType, false))
        .drop(HASH);
  }
}
