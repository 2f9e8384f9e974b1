package org.lockstep.spark.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.data.TargetSchema;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.math.Precision;
import org.lockstep.model.predict.ClassPrediction;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.store.Csv;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.table.Table;

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

  /**
   * Runs the job.
   *
   * @throws NotFiniteException where a prediction is not a number; then nothing is written
   */
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
          "--kaggle", "a model of one target", "one of " + target.columns().size());
    }
    ReadOptions data = settings.data().withUsualTarget(target.columns());
    Table table = Readers.read(spark, data, Optional.of(model.input()));
    table.notes().forEach(console::notice);
    Published.write(
        output,
        configuration,
        out -> write(TablePredictions.of(spark, table, model, settings.blas()), model, out));
    console.say(Text.format("%,d predictions in %s", table.count(), settings.output()));
  }

  private void write(TablePredictions predictions, Model model, OutputStream out)
      throws IOException {
    TargetSchema target = model.target();
    Precision precision = // a float may be too small for the targets' own unit, or too coarse
        model.targetScaling().isNone() ? model.parameters().precision() : Precision.DOUBLE;
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Csv csv = new Csv();
    writer.write(csv.line(header(target)) + "\n");
    while (predictions.hasNext()) {
      double[] outputs = predictions.next();
      writer.write(csv.line(fields(predictions.row(), outputs, target, precision)) + "\n");
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
      target.columns().forEach(column -> header.add("prediction_" + column));
    }
    if (settings.probabilities()) {
      target.classes().forEach(label -> header.add("probability_" + label));
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
    fields.add(prediction.label());
    if (settings.probabilities()) {
      prediction.probabilities().forEach(probability -> fields.add(number(probability, precision)));
    }
    return fields;
  }

  /** As many digits as this precision has. */
  private static String number(double value, Precision precision) {
    return precision == Precision.FLOAT ? Float.toString((float) value) : Double.toString(value);
  }
}
