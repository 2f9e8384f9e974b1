package org.lockstep.spark.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.LabelPrediction;
import org.lockstep.spark.job.PredictionJob.PredictionSettings;
import org.lockstep.spark.table.Table;

/** The fields of each row in a file of predictions, as texts of typed columns. */
final class PredictedRows {
  private final PredictionSettings settings;
  private final TargetSchema target;
  private final Precision precision;
  private final CarriedFields carried;
  private final List<PredictionColumn> columns = new ArrayList<>();

  /**
   * Creates the columns for a table.
   *
   * @throws BadInputException if two columns would have the same name
   */
  PredictedRows(PredictionSettings settings, Model model, Table table) {
    this.settings = settings;
    this.target = model.target();
    this.precision = // targets in their own unit can exceed a float's range or precision
        model.targetScaling().isNone() ? model.parameters().precision() : Precision.DOUBLE;
    this.carried = new CarriedFields(settings.data().roles().kept().carry(), table);
    columns.addAll(carried.columns());
    addPredictions();
    checkNames();
  }

  private void addPredictions() {
    DataType number = precision == Precision.FLOAT ? DataTypes.FloatType : DataTypes.DoubleType;
    if (settings.kaggle()) {
      columns.add(PredictionColumn.text("ImageId"));
      columns.add(PredictionColumn.text("Label"));
      return;
    }
    DataType type =
        switch (target.task()) {
          case REGRESSION -> number;
          case MULTI_LABEL -> DataTypes.IntegerType;
          case CLASSIFICATION, BINARY -> DataTypes.StringType;
        };
    boolean isOne = target.columns().size() == 1;
    for (String column : target.columns()) {
      String name = isOne ? "prediction" : "prediction_" + column;
      columns.add(new PredictionColumn(name, type, false));
    }
    if (settings.probabilities()) {
      List<String> answers =
          target.task() == Task.MULTI_LABEL ? target.columns() : target.classes();
      answers.forEach(c -> columns.add(new PredictionColumn("probability_" + c, number, false)));
    }
  }

  private void checkNames() {
    Set<String> seen = new HashSet<>();
    for (PredictionColumn column : columns) {
      if (!seen.add(column.name())) {
        throw BadInputException.at(
            settings.data().name(),
            "columns to carry other than " + BadInputException.quote(column.name()),
            "one of that name; name only others in " + PredictionJob.CARRY);
      }
    }
  }

  List<PredictionColumn> columns() {
    return columns;
  }

  /** The fields of the row that was predicted last; null for a missing value. */
  List<String> fields(TablePredictions row, double[] outputs) {
    List<String> fields = carried.of(row.row(), row.carried());
    if (settings.kaggle()) {
      fields.add(Long.toString(row.row() + 1));
    }
    if (target.task() == Task.REGRESSION) {
      for (double output : outputs) {
        fields.add(number(output));
      }
      return fields;
    }
    if (target.task() == Task.MULTI_LABEL) {
      LabelPrediction labels = LabelPrediction.of(target, outputs);
      labels.applies().forEach(applies -> fields.add(applies ? "1" : "0"));
      if (settings.probabilities()) {
        labels.probabilities().forEach(probability -> fields.add(number(probability)));
      }
      return fields;
    }
    ClassPrediction prediction = ClassPrediction.of(target, outputs);
    fields.add(prediction.label());
    if (settings.probabilities()) {
      prediction.probabilities().forEach(probability -> fields.add(number(probability)));
    }
    return fields;
  }

  /** A number with as many digits as the precision has. */
  private String number(double value) {
    return precision == Precision.FLOAT ? Float.toString((float) value) : Double.toString(value);
  }
}
