package org.lockstep.spark.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.Readers;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.settings.ListTypes;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.settings.SettingTypes;
import org.lockstep.spark.store.Csv;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.ParquetFile;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.table.Table;

/** Predicts each row of a data set, on the executors, into one file in the order of the input. */
public final class PredictionJob {
  /** Input columns to copy into the output. */
  public static final Setting<List<String>> CARRY =
      Setting.named("carry", ListTypes.texts())
          .label("COL,...")
          .help(
              "Input columns to write next to each prediction, by name or pattern; `all` of them;"
                  + " `row`, the row's number from 0; and `place`, its file and line")
          .byDefault("none", List.of())
          .page("models.md#predictions")
          .build();

  /** The format of the output. */
  public static final Setting<PredictionFormat> FORMAT =
      Setting.named("output-format", SettingTypes.word(PredictionFormat.class))
          .label("csv|parquet")
          .help("Format of the output")
          .otherwise("`parquet` if the file's name ends in .parquet, otherwise `csv`")
          .page("models.md#predictions")
          .build();

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
   * @param data with the columns to carry into the output
   * @param output a file, any Hadoop path
   * @param probabilities whether to add every class's probability
   * @param kaggle whether to write {@code ImageId,Label} from 1
   */
  public record PredictionSettings(
      String model,
      ReadOptions data,
      String output,
      PredictionFormat format,
      boolean probabilities,
      boolean kaggle,
      boolean overwrite,
      BlasChoice blas) {
    public PredictionSettings {
      if (kaggle && probabilities) {
        throw BadInputException.at("--kaggle", "--kaggle or --probabilities", "both");
      }
      if (kaggle && !data.roles().kept().carry().isEmpty()) {
        throw BadInputException.at("--kaggle", "--kaggle or " + CARRY, "both");
      }
      if (kaggle && format == PredictionFormat.PARQUET) {
        throw BadInputException.at("--kaggle", "CSV to write", "Parquet");
      }
    }
  }

  /**
   * Runs the job.
   *
   * @throws NotFiniteException if a prediction is not a number; nothing is written then
   */
  public void run(Console console) throws IOException {
    Path output = OutputFile.check(settings.output(), settings.overwrite(), configuration);
    Model model = Models.read(settings.model(), configuration);
    TargetSchema target = model.target();
    if (settings.probabilities() && target.task() == Task.REGRESSION) {
      throw BadInputException.at(
          "--probabilities",
          "a model of classes or of several labels",
          "a model of " + target.task().predicts());
    }
    if (settings.kaggle() && target.columns().size() > 1) {
      throw BadInputException.at(
          "--kaggle", "a model of one target", "one of " + target.columns().size());
    }
    ReadOptions data = settings.data().withUsualTarget(target.columns());
    Table table = Readers.read(spark, data, Optional.of(model.input()));
    table.notes().forEach(console::notice);
    PredictedRows rows = new PredictedRows(settings, model, table);
    TablePredictions predictions = TablePredictions.of(spark, table, model, settings.blas());
    if (settings.format() == PredictionFormat.PARQUET) {
      writeParquet(rows, predictions, output);
    } else {
      Published.write(output, configuration, out -> writeCsv(rows, predictions, out));
    }
    console.say(Text.format("%,d predictions in %s", table.count(), settings.output()));
  }

  private void writeCsv(PredictedRows rows, TablePredictions predictions, OutputStream out)
      throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Csv csv = new Csv();
    writer.write(csv.line(rows.columns().stream().map(PredictionColumn::name).toList()) + "\n");
    while (predictions.hasNext()) {
      double[] outputs = predictions.next();
      List<String> fields = rows.fields(predictions, outputs);
      fields.replaceAll(field -> field == null ? "" : field);
      writer.write(csv.line(fields) + "\n");
    }
    writer.flush();
  }

  private void writeParquet(PredictedRows rows, TablePredictions predictions, Path output)
      throws IOException {
    PredictionParquet parquet = new PredictionParquet(rows.columns());
    ParquetFile.write(
        output,
        configuration,
        parquet.type(),
        sink -> {
          while (predictions.hasNext()) {
            double[] outputs = predictions.next();
            sink.add(parquet.row(rows.fields(predictions, outputs)));
          }
        });
  }
}
