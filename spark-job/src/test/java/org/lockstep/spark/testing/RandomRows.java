package org.lockstep.spark.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.Task;
import org.lockstep.model.shard.Features;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.shard.ShardGroup;
import org.lockstep.spark.shard.ShardLayout;
import org.lockstep.spark.shard.ShardedRows;

/**
 * Random rows in all three parts, out of order and over several partitions. A row's values follow
 * from its part and index: see {@link #features}, {@link #target}, {@link #weight}.
 *
 * @param kind of the stored features
 */
public record RandomRows(
    int train, int validation, int test, Task task, int outputs, Features.Kind kind) {
  /** Features per row. */
  public static final int WIDTH = 5;

  private static final int PARTITIONS = 3;

  /** The features of a row: whole numbers from 0 to 255 where bytes are stored. */
  public double[] features(Part part, long row) {
    Random random = new Random(31 * row + part.number());
    double[] x = random.doubles(WIDTH, -2, 3).toArray();
    for (int j = 0; j < WIDTH; j++) {
      if (kind == Features.Kind.BYTES) {
        x[j] = random.nextInt(256);
      } else if (random.nextInt(4) == 0) {
        x[j] = 0;
      }
    }
    return x;
  }

  /** The class of a row, or its numbers. */
  public double[] target(Part part, long row) {
    Random random = new Random(37 * row + part.number());
    return switch (task) {
      case CLASSIFICATION -> new double[] {random.nextInt(outputs)};
      case BINARY -> new double[] {random.nextInt(2)};
      case REGRESSION -> random.doubles(outputs, -1, 1).toArray();
      case MULTI_LABEL -> random.ints(outputs, 0, 2).asDoubleStream().toArray();
    };
  }

  /** The weight of a row. */
  public double weight(Part part, long row) {
    return 0.5 + new Random(41 * row + part.number()).nextInt(8) / 8.0;
  }

  /** How many rows a part has. */
  public int rows(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /** The rows as a table for {@link ShardedRows}. */
  public Dataset<Row> table() {
    return table(SparkForTests.session());
  }

  private Dataset<Row> table(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      for (long row = 0; row < rows(part); row++) {
        rows.add(
            RowFactory.create(
                part.number(),
                row,
                stored(part, row),
                outputs > 1 && !task.isOfClasses()
                    ? target(part, row)
                    : (Object) target(part, row)[0],
                weight(part, row)));
      }
    }
    Collections.shuffle(rows, new Random(1));
    DataType features =
        kind == Features.Kind.BYTES ? DataTypes.BinaryType : SQLDataTypes.VectorType();
    DataType target =
        outputs > 1 && !task.isOfClasses()
            ? DataTypes.createArrayType(DataTypes.DoubleType, false)
            : DataTypes.DoubleType;
    StructType schema =
        new StructType()
            .add("part", DataTypes.IntegerType, false)
            .add("row", DataTypes.LongType, false)
            .add("features", features, false)
            .add("target", target, false)
            .add("weight", DataTypes.DoubleType, false);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(context.parallelize(rows, PARTITIONS), schema);
  }

  /** Every third row is a sparse vector. */
  private Object stored(Part part, long row) {
    double[] x = features(part, row);
    if (kind == Features.Kind.BYTES) {
      byte[] bytes = new byte[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        bytes[j] = (byte) (int) x[j];
      }
      return bytes;
    }
    Vector dense = Vectors.dense(x);
    return row % 3 == 0 ? dense.toSparse() : dense;
  }

  /** The layout of the rows in S shards. */
  public ShardLayout layout(int shards) {
    return new ShardLayout(
        shards, kind, false, WIDTH, new ShardLayout.TargetLayout(task, outputs), true);
  }

  /** The rows in S shards, not cached. */
  public JavaRDD<ShardGroup> shards(int shards) {
    return ShardedRows.build(table(), layout(shards));
  }

  /** The same, in a session other than the tests' usual one. */
  public JavaRDD<ShardGroup> shards(SparkSession spark, int shards) {
    return ShardedRows.build(table(spark), layout(shards));
  }
}
