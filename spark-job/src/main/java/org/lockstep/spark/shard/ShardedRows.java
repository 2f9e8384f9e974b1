package org.lockstep.spark.shard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.lockstep.model.data.Task;
import org.lockstep.model.shard.Features;
import org.lockstep.model.shard.ShardBuilder;
import org.lockstep.spark.table.InternalRows;
import org.lockstep.spark.table.PackedFeatures;

/**
 * Builds the shards: one partition of one {@link ShardGroup} per shard. The row with index p goes
 * to shard p mod S; inside a shard, rows are sorted by their index. Both depend on the index alone,
 * so a shard that is computed again, on any executor, is the same.
 */
public final class ShardedRows {
  @SuppressWarnings("unchecked") // by its definition
  private static final UserDefinedType<Vector> VECTOR =
      (UserDefinedType<Vector>) SQLDataTypes.VectorType();

  private static final int VECTOR_FIELDS = ((StructType) VECTOR.sqlType()).size();

  private ShardedRows() {}

  /**
   * Shards of a table.
   *
   * @param rows columns {@code part}, {@code row}, {@code features} (binary or vector), {@code
   *     target} (a number, or an array of them) and, if the layout says so, {@code weight}; see
   *     {@link PartRows}
   * @return S partitions, to be persisted
   */
  public static JavaRDD<ShardGroup> build(Dataset<Row> rows, ShardLayout layout) {
    boolean isArray = layout.target().outputs() > 1 && layout.target().task() == Task.REGRESSION;
    Dataset<Row> ordered =
        rows.select(
                col("part"),
                col("row"),
                col("features"),
                isArray ? col("target") : col("target").cast("double"),
                layout.hasWeights() ? col("weight") : lit(1.0))
            .repartition(layout.shards(), shardKey(layout.shards()).apply(col("row")))
            .sortWithinPartitions("part", "row");
    // Spark's index of the partition, not the task's: a task may build several shards.
    return LeanShards.of(
        InternalRows.of(ordered)
            .mapPartitionsWithIndex(
                (index, partition) -> collect(index, partition, layout), false));
  }

  /** A row's index to the key of its shard's partition. */
  private static UserDefinedFunction shardKey(int shards) {
    int[] keys = PartitionKeys.of(shards);
    UDF1<Long, Integer> key = row -> keys[(int) (row % shards)];
    return udf(key, DataTypes.IntegerType);
  }

  /**
   * Has every shard that is made again from now on compared with what it was: a source that changes
   * while a run goes on must not lead to a mixture.
   *
   * @param shards from {@link #build}
   * @param checksums of each, in order
   * @param source of the rows, for messages
   */
  public static void pin(JavaRDD<ShardGroup> shards, List<Integer> checksums, String source) {
    ((LeanShards) shards.rdd()).pin(checksums, source);
  }

  private static Iterator<ShardGroup> collect(
      int index, Iterator<InternalRow> rows, ShardLayout layout) {
    ShardBuilder[] parts = new ShardBuilder[Part.values().length];
    Arrays.setAll(parts, part -> layout.builder(index));
    double[] origins = layout.origins().stream().mapToDouble(Double::doubleValue).toArray();
    double[] unpacked = new double[layout.packed() ? layout.width() : 0];
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      ShardBuilder part = parts[row.getInt(0)];
      long expected = (long) part.rows() * layout.shards() + index;
      if (row.getLong(1) != expected) {
        throw new UnexpectedRowException(
            "shard " + index + ": expected row " + expected + " but found row " + row.getLong(1));
      }
      if (row.isNullAt(3) || row.isNullAt(4)) { // it was none when the rows were looked at
        throw new UnexpectedRowException("shard " + index + ": a target or a weight is null");
      }
      addFeatures(part, row, layout, origins, unpacked);
      addTarget(part, row, layout);
      if (layout.hasWeights()) {
        part.setWeight(row.getDouble(4));
      }
    }
    return List.of(
            new ShardGroup(
                index,
                parts[Part.TRAIN.number()].build(),
                parts[Part.VALIDATION.number()].build(),
                parts[Part.TEST.number()].build()))
        .iterator();
  }

  private static void addFeatures(
      ShardBuilder part, InternalRow row, ShardLayout layout, double[] origins, double[] unpacked) {
    if (layout.packed()) {
      if (layout.kind().isSparse() && PackedFeatures.isSparse(row.getBinary(2))) {
        addSparse(part, PackedFeatures.entries(row.getBinary(2)));
        return;
      }
      PackedFeatures.unpack(row.getBinary(2), unpacked);
      part.addNumbers(from(origins, unpacked));
      return;
    }
    if (layout.kind() == Features.Kind.BYTES) {
      part.addBytes(row.getBinary(2));
      return;
    }
    Vector vector = VECTOR.deserialize(row.getStruct(2, VECTOR_FIELDS));
    if (layout.kind().isSparse() && vector instanceof SparseVector sparse) {
      addSparse(part, sparse);
    } else {
      part.addNumbers(from(origins, vector.toArray().clone()));
    }
  }

  /** The numbers less their origins, in the same array. */
  private static double[] from(double[] origins, double[] numbers) {
    for (int j = 0; j < Math.min(origins.length, numbers.length); j++) {
      numbers[j] -= origins[j];
    }
    return numbers;
  }

  private static void addSparse(ShardBuilder part, SparseVector row) {
    part.addSparse(row.indices(), row.values());
  }

  private static void addTarget(ShardBuilder part, InternalRow row, ShardLayout layout) {
    if (layout.target().task() != Task.REGRESSION) {
      part.setClass((int) row.getDouble(3));
    } else if (layout.target().outputs() == 1) {
      part.setTargets(new double[] {row.getDouble(3)});
    } else {
      part.setTargets(row.getArray(3).toDoubleArray());
    }
  }

  /** Rows are not numbered as they were when they were counted. */
  static final class UnexpectedRowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnexpectedRowException(String message) {
      super(message);
    }
  }
}
