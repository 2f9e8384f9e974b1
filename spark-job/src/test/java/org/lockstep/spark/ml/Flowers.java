package org.lockstep.spark.ml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows with the same four features in every form that SQL can have. */
final class Flowers {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("dense", SQLDataTypes.VectorType())
          .add("sparse", SQLDataTypes.VectorType())
          .add("doubles", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("ints", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.FloatType)
          .add("c", DataTypes.createDecimalType(10, 2))
          .add("d", DataTypes.BooleanType)
          .add("name", DataTypes.StringType);

  private Flowers() {}

  /** Sixty rows, the first without features. */
  static Dataset<Row> in(SparkSession spark) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    rows.add(RowFactory.create(0, null, null, null, null, null, null, null, null, null));
    for (int i = 1; i < 60; i++) {
      double[] x = {i % 7 - 3, i % 5 - 2, random.nextInt(5) - 2, i % 2};
      Vector dense = Vectors.dense(x);
      rows.add(
          RowFactory.create(
              i,
              dense,
              dense.toSparse(),
              List.of(x[0], x[1], x[2], x[3]),
              List.of((int) x[0], (int) x[1], (int) x[2], (int) x[3]),
              x[0],
              (float) x[1],
              BigDecimal.valueOf((long) x[2]),
              x[3] == 1,
              "flower " + i));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }
}
