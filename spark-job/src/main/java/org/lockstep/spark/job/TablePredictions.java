package org.lockstep.spark.job;

import java.util.Iterator;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.spark.fit.RowPredictor;
import org.lockstep.spark.table.RowPlaces;
import org.lockstep.spark.table.Table;

/** A model's outputs for the rows of a table, in their order, computed on the executors. */
final class TablePredictions {
  private final Iterator<Row> rows;
  private final RowPlaces places;
  private long row = -1;

  private TablePredictions(Iterator<Row> rows, RowPlaces places) {
    this.rows = rows;
    this.places = places;
  }

  /** Predicts. */
  static TablePredictions of(SparkSession spark, Table table, Model model, BlasChoice blas) {
    Broadcast<RowPredictor> predictor =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new RowPredictor(model, blas, table.form() == Table.Form.PACKED));
    StructType schema =
        new StructType()
            .add("row", DataTypes.LongType, false)
            .add("outputs", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    Dataset<Row> predictions =
        spark
            .createDataFrame(
                table
                    .rows()
                    .select(Table.ROW, Table.FEATURES)
                    .javaRDD()
                    .mapPartitions(rows -> predictor.value().predict(rows)),
                schema)
            .orderBy("row");
    return new TablePredictions(predictions.toLocalIterator(), table.places());
  }

  boolean hasNext() {
    return rows.hasNext();
  }

  /**
   * Goes to the next row.
   *
   * @return one number per output of the network, all finite
   * @throws NotFiniteException where they are not
   */
  double[] next() {
    Row next = rows.next();
    row = next.getLong(0);
    double[] outputs = next.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
    OptionalDouble notFinite = NotFiniteException.among(outputs);
    if (notFinite.isPresent()) {
      throw NotFiniteException.ofOutputs(places.placeOf(row), notFinite.getAsDouble());
    }
    return outputs;
  }

  /** Which row that was, from 0. */
  long row() {
    return row;
  }
}
