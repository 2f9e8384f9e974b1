package org.lockstep.spark.ml;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.file.Model;
import org.lockstep.spark.testing.SparkForTests;

/** Small DataFrames that a network can learn. */
final class Frames {
  /** The number of features of a row. */
  static final int WIDTH = 4;

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("features", SQLDataTypes.VectorType(), true)
          .add("label", DataTypes.DoubleType, true);

  private Frames() {}

  /** Rows of id, features and label, with the classes far apart and labels from 0. */
  static Dataset<Row> classes(int rows, int classes) {
    List<Row> list = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < rows; i++) {
      int label = i % classes;
      double[] x = new double[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        x[j] = 3 * Math.sin(label * (j + 1.0)) + 0.3 * random.nextGaussian();
      }
      if (i % 5 == 0) {
        x[3] = 0;
      }
      list.add(RowFactory.create((long) i, Vectors.dense(x), (double) label));
    }
    return of(list);
  }

  /** Rows of id, features and a label that depends linearly on the features. */
  static Dataset<Row> numbers(int rows) {
    List<Row> list = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < rows; i++) {
      double[] x = random.doubles(WIDTH, -1, 1).toArray();
      list.add(RowFactory.create((long) i, Vectors.dense(x), 2 * x[0] - x[1] + 0.5));
    }
    return of(list);
  }

  /** A DataFrame of rows of id, features and label. */
  static Dataset<Row> of(List<Row> rows) {
    return SparkForTests.session().createDataFrame(rows, SCHEMA);
  }

  /** A row of id, features and label. */
  static Row row(long id, Double label, double... features) {
    return RowFactory.create(id, features == null ? null : Vectors.dense(features), label);
  }

  /** A row of id, features and label. */
  static Row row(long id, Double label, Vector features) {
    return RowFactory.create(id, features, label);
  }

  /** A classifier that trains in about a second. */
  static MlpClassifier classifier() {
    return new MlpClassifier().setHiddenLayers(8).setMaxIter(5).setBatchSize(20).setStepSize(0.2);
  }

  /** A regressor that trains in about a second. */
  static MlpRegressor regressor() {
    return new MlpRegressor().setHiddenLayers(8).setMaxIter(5).setBatchSize(20).setStepSize(0.05);
  }

  /** The parameters θ, to compare bit by bit. */
  static double[] bits(MlpClassificationModel model) {
    return bits(model.model());
  }

  /** The parameters θ, to compare bit by bit. */
  static double[] bits(Model model) {
    return IntStream.range(0, model.parameters().length())
        .mapToDouble(model.parameters()::get)
        .toArray();
  }

  /** The share of rows whose prediction is their label. */
  static double accuracy(Dataset<Row> scored) {
    return (double) scored.filter(col("prediction").equalTo(col("label"))).count() / scored.count();
  }
}
