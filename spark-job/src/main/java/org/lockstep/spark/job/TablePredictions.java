package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.file.Model;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.spark.fit.RowPredictor;
import org.lockstep.spark.table.CarriedColumns;
import org.lockstep.spark.table.RowPlaces;
import org.lockstep.spark.table.Table;

/** Iterates over a model's outputs for the rows of a table, in order, computed on the executors. */
final class TablePredictions {
  private final Iterator<Row> rows;
  private final RowPlaces places;
  private Row current;

  private TablePredictions(Iterator<Row> rows, RowPlaces places) {
    this.rows = rows;
    this.places = places;
  }

  /** Predicts the rows of a table. */
  static TablePredictions of(SparkSession spark, Table table, Model model, BlasChoice blas) {
    Broadcast<RowPredictor> predictor =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new RowPredictor(model, blas, table.form() == Table.Form.PACKED));
    StructType schema =
        new StructType()
            .add("row", DataTypes.LongType, false)
            .add("outputs", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    List<String> columns = new ArrayList<>(List.of(Table.ROW, Table.FEATURES));
    if (CarriedColumns.of(table).isPresent()) {
      schema = schema.add(Table.CARRIED, DataTypes.createArrayType(DataTypes.StringType), false);
      columns.add(Table.CARRIED);
    }
    Dataset<Row> predictions =
        spark
            .createDataFrame(
                table
                    .rows()
                    .select(columns.stream().map(functions::col).toArray(Column[]::new))
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
   * @throws NotFiniteException if they are not
   */
  double[] next() {
    current = rows.next();
    double[] outputs =
        current.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
    OptionalDouble notFinite = NotFiniteException.among(outputs);
    if (notFinite.isPresent()) {
      throw NotFiniteException.ofOutputs(places.placeOf(row()), notFinite.getAsDouble());
    }
    return outputs;
  }

  /** The number of the current row, from 0. */
  long row() {
    return current.getLong(0);
  }

  /** The carried values of the current row; null for a missing value. */
  List<String> carried() {
    return current.size() > 2 ? current.getList(2) : List.of();
  }
}
