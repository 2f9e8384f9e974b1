package org.lockstep.spark.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.text.Text;
import org.lockstep.spark.io.Models;
import org.lockstep.spark.io.OutputFile;
import org.lockstep.spark.io.Published;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.Table;

/**
 * Predicts each row of a data set, on the executors, into one CSV file in the order of the input.
 */
public final class PredictionJob {
  private final SparkSession spark;
  private final PredictionSettings settings;
  private final Configuration configuration;

  /** A job on this session. */
  public PredictionJob(SparkSession spark, PredictionSettings settings) {
    this.spark = spark;
    this.settings = settings;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /**
   * What to predict, and how to write it.
   *
   * @param model a model file, or the directory of a run
   * @param output a CSV file, any Hadoop path
   * @param probabilities whether to add every class's probability
   * @param kaggle whether to write {@code ImageId,Label} from 1
   */
  public record PredictionSettings(
      String model,
      ReadOptions data,
      String output,
      boolean probabilities,
      boolean kaggle,
      boolean overwrite,
      BlasChoice blas) {
    public PredictionSettings {
      if (kaggle && probabilities) {
        throw BadInputException.at("--kaggle", "--kaggle or --probabilities", "both");
      }
    }
  }

  /** Runs the job. */
  public void run(Console console) throws IOException {
    Path output = OutputFile.check(settings.output(), settings.overwrite(), configuration);
    Model model = Models.read(settings.model(), configuration);
    TargetSchema target = model.target();
    if (settings.probabilities() && target.task() == Task.REGRESSION) {
      throw BadInputException.at(
          "--probabilities", "a model of classes", "a model of numbers (regression)");
    }
    if (settings.kaggle() && target.columns().size() > 1) {
      throw BadInputException.at(
          "--kaggle", "a model of one target", "one of " + String.join(", ", target.columns()));
    }
    ReadOptions data = settings.data().withUsualTarget(target.columns());
    Table table = Readers.read(spark, data, Optional.of(model.input()));
    Dataset<Row> predictions = predict(table, model);
    Published.write(output, configuration, out -> write(predictions, model, out));
    console.say(Text.format("%,d predictions in %s", table.count(), settings.output()));
  }

  private Dataset<Row> predict(Table table, Model model) {
    Broadcast<RowPredictor> predictor =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new RowPredictor(model, settings.blas()));
    StructType schema =
        new StructType()
            .add("row", DataTypes.LongType, false)
            .add("outputs", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    return spark
        .createDataFrame(
            table
                .rows()
                .select(Table.ROW, Table.FEATURES)
                .javaRDD()
                .mapPartitions(rows -> predictor.value().predict(rows)),
            schema)
        .orderBy("row");
  }

  private void write(Dataset<Row> predictions, Model model, OutputStream out) throws IOException {
    TargetSchema target = model.target();
    Precision precision = model.parameters().precision();
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(String.join(",", header(target)) + "\n");
    Iterator<Row> rows = predictions.toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      double[] outputs = row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
      writer.write(String.join(",", fields(row.getLong(0), outputs, target, precision)) + "\n");
    }
    writer.flush();
  }

  private List<String> header(TargetSchema target) {
    if (settings.kaggle()) {
      return List.of("ImageId", "Label");
    }
    List<String> header = new ArrayList<>();
    if (target.columns().size() == 1) {
      header.add("prediction");
    } else {
      target.columns().forEach(column -> header.add(quoted("prediction_" + column)));
    }
    if (settings.probabilities()) {
      target.classes().forEach(label -> header.add(quoted("probability_" + label)));
    }
    return header;
  }

  private List<String> fields(
      long row, double[] outputs, TargetSchema target, Precision precision) {
    List<String> fields = new ArrayList<>();
    if (settings.kaggle()) {
      fields.add(Long.toString(row + 1));
    }
    if (target.task() == Task.REGRESSION) {
      for (double output : outputs) {
        fields.add(number(output, precision));
      }
      return fields;
    }
    ClassPrediction prediction = ClassPrediction.of(target, outputs);
    fields.add(quoted(prediction.label()));
    if (settings.probabilities()) {
      prediction.probabilities().forEach(probability -> fields.add(number(probability, precision)));
    }
    return fields;
  }

  /** As many digits as the model's precision has. */
  private static String number(double value, Precision precision) {
    return precision == Precision.FLOAT ? Float.toString((float) value) : Double.toString(value);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
