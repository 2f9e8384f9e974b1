package org.lockstep.spark.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.spark.ml.classification.TrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.text.Words;
import org.lockstep.spark.train.EpochReport;
import org.lockstep.spark.train.TrainingResult;

/**
 * The course of a fit, epoch by epoch, and how it ended. With several members it describes the
 * first, unless stated otherwise. It is not saved with the model.
 */
public final class MlpTrainingSummary implements TrainingSummary {
  private static final StructType HISTORY =
      new StructType()
          .add("epoch", DataTypes.IntegerType, false)
          .add("step", DataTypes.LongType, false)
          .add("train_loss", DataTypes.DoubleType, false)
          .add("train_accuracy", DataTypes.DoubleType, false)
          .add("validation_loss", DataTypes.DoubleType, true)
          .add("validation_accuracy", DataTypes.DoubleType, true)
          .add("learning_rate", DataTypes.DoubleType, false)
          .add("rows", DataTypes.LongType, false)
          .add("seconds", DataTypes.DoubleType, false)
          .add("rows_per_second", DataTypes.DoubleType, false)
          .add("compute_ms", DataTypes.DoubleType, false)
          .add("exchange_ms", DataTypes.DoubleType, false)
          .add("update_ms", DataTypes.DoubleType, false)
          .add("other_ms", DataTypes.DoubleType, false)
          .add("tasks", DataTypes.IntegerType, false)
          .add("train_rmse", DataTypes.DoubleType, true)
          .add("train_mae", DataTypes.DoubleType, true)
          .add("validation_rmse", DataTypes.DoubleType, true)
          .add("validation_mae", DataTypes.DoubleType, true)
          .add("member", DataTypes.IntegerType, false);

  private final SparkSession spark;
  private final List<TrainingResult> members;
  private final TrainingResult result; // of the first member

  MlpTrainingSummary(SparkSession spark, List<TrainingResult> members) {
    this.spark = spark;
    this.members = List.copyOf(members);
    this.result = members.get(0);
  }

  /** The mean training loss of each epoch, including the L2 and L1 penalties. */
  @Override
  public double[] objectiveHistory() {
    return history(EpochReport::trainLoss);
  }

  /** The training accuracy of each epoch; R² for a regression. */
  public double[] accuracyHistory() {
    return history(EpochReport::trainAccuracy);
  }

  /** The mean validation loss after each epoch; empty without validation rows. */
  public double[] validationHistory() {
    return result.reports().stream()
        .map(report -> report.validation().loss())
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  private double[] history(Function<EpochReport, Double> column) {
    return result.reports().stream().mapToDouble(column::apply).toArray();
  }

  /** The number of epochs. */
  @Override
  public int totalIterations() {
    return result.reports().size();
  }

  /** The epoch that the model's parameters come from, counted from 1. */
  public int epoch() {
    return result.epoch();
  }

  /** How the fit ended: completed, max-steps, converged, early-stopped or diverged. */
  public String end() {
    return Words.of(result.end());
  }

  /** Why the fit ended, in one line. */
  public String detail() {
    return result.detail();
  }

  /** The reports of the epochs, with their time ledgers. */
  public List<EpochReport> reports() {
    return result.reports();
  }

  /** The number of networks that predict together. */
  public int members() {
    return members.size();
  }

  /** A row for each epoch of each member, with the column names of the command line's log. */
  public Dataset<Row> history() {
    return history(spark);
  }

  Dataset<Row> history(SparkSession session) {
    List<Row> rows = new ArrayList<>();
    for (int member = 1; member <= members.size(); member++) {
      for (EpochReport report : members.get(member - 1).reports()) {
        rows.add(row(report, member));
      }
    }
    return session.createDataFrame(rows, HISTORY);
  }

  private static Row row(EpochReport report, int member) {
    return RowFactory.create(
        report.epoch(),
        report.step(),
        report.trainLoss(),
        report.trainAccuracy(),
        orNull(report.validation().loss()),
        orNull(report.validation().accuracy()),
        report.learningRate(),
        report.rows(),
        report.time().seconds(),
        report.rowsPerSecond(),
        report.time().computeMillis(),
        report.time().exchangeMillis(),
        report.time().updateMillis(),
        report.time().otherMillis(),
        report.tasks(),
        orNull(report.trainErrors().rmse()),
        orNull(report.trainErrors().mae()),
        orNull(report.validation().errors().rmse()),
        orNull(report.validation().errors().mae()),
        member);
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
