package org.lockstep.spark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasChoice;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.DataFingerprint;
import org.lockstep.model.file.DataFingerprint.DataFile;
import org.lockstep.model.file.Model;
import org.lockstep.model.network.NetworkSpec;
import org.lockstep.model.text.Words;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.read.source.ReaderOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.RecordFile;

/**
 * The rows of an existing run: its data, read, split and sharded again as recorded, so that a model
 * has the metrics that the run recorded, to the last bit.
 */
public final class RunRows {
  private final String model;
  private final String place;
  private final EarlierRun run;
  private final SettingValues values;

  private RunRows(String model, String place, EarlierRun run, SettingValues values) {
    this.model = model;
    this.place = place;
    this.run = run;
    this.values = values;
  }

  /**
   * Returns the rows of the run that trained a model.
   *
   * @param model a model file or a checkpoint in the directory of a run, or that directory
   * @throws BadInputException if there is no record of a run
   */
  public static RunRows of(String model, Configuration configuration) throws IOException {
    Location location = Location.of(model, configuration);
    Path directory = location.path();
    if (location.exists() && !location.isDirectory()) {
      directory = directory.getParent();
      if (directory.getName().equals(RunDirectory.CHECKPOINTS)) {
        directory = directory.getParent();
      }
    }
    Path file = new Path(directory, RunDirectory.RECORD);
    JsonNode record =
        RecordFile.ofOurs(location.files(), file)
            .orElseThrow(
                () ->
                    BadInputException.at(
                        model,
                        "the " + RunDirectory.RECORD + " of a run, which defines its rows,",
                        "none at " + file));
    EarlierRun run = EarlierRun.read(directory.toString(), record);
    SettingValues values = TrainingSettings.CATALOGUE.values(run.fingerprint().configuration());
    String blas = record.path("configuration").path(ComputeSettings.BLAS.key()).asText("");
    return new RunRows(
        model,
        file.toString(),
        run,
        blas.isEmpty() ? values : values.withText(ComputeSettings.BLAS, blas));
  }

  /** The same rows, with the training data in another place. */
  public RunRows withData(String path) {
    return new RunRows(model, place, run, values.with(SourceSettings.DATA, path));
  }

  /** The same rows, with options for Spark's reader, whose secrets are not in the record. */
  public RunRows withReader(ReaderOptions reader) {
    return new RunRows(model, place, run, values.with(ReadingSettings.READ_OPTION, reader));
  }

  /** The same rows, with another BLAS. */
  public RunRows withBlas(BlasChoice blas) {
    return new RunRows(model, place, run, values.with(ComputeSettings.BLAS, blas));
  }

  /** Where the training data is. */
  public String data() {
    return values.get(SourceSettings.DATA);
  }

  /**
   * Returns the rows that the run held out: its test rows, otherwise its validation rows.
   *
   * @throws BadInputException if it has neither
   */
  public Part heldOut() {
    DataFingerprint before = run.fingerprint().data();
    return Stream.of(Part.TEST, Part.VALIDATION)
        .filter(part -> rows(before, part) > 0)
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.at(
                    place,
                    "a run with test or validation rows, or other rows in --data",
                    "none among its data"));
  }

  /** Which BLAS computes the products. */
  public BlasChoice blas() {
    return values.get(ComputeSettings.BLAS);
  }

  /**
   * Prepares the data; the caller closes it.
   *
   * @param notices receives a notice if files have a new modification time but the same rows
   * @throws BadInputException if the part has no rows, or the data has changed since the run
   */
  public FitData prepare(SparkSession spark, Part part, Consumer<String> notices) {
    DataFingerprint before = run.fingerprint().data();
    if (rows(before, part) == 0) {
      throw BadInputException.at(
          place, "a run with " + Words.of(part) + " rows", "none among its data");
    }
    FitData data = run.request(TrainingSettings.of(values)).prepare(spark);
    try {
      run.checkData(renamed(data.fingerprint(), before), "the data of the run", notices);
      return data;
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private static long rows(DataFingerprint data, Part part) {
    return switch (part) {
      case TRAIN -> data.trainRows();
      case VALIDATION -> data.validationRows();
      case TEST -> data.testRows();
    };
  }

  /** Gives moved files their old names, matching them by order. */
  private DataFingerprint renamed(DataFingerprint now, DataFingerprint before) {
    boolean isMoved =
        !run.fingerprint().configuration().containsValue(data())
            && now.files().size() == before.files().size();
    if (!isMoved) {
      return now;
    }
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < now.files().size(); i++) {
      DataFile file = now.files().get(i);
      files.add(new DataFile(before.files().get(i).path(), file.length(), file.modified()));
    }
    return new DataFingerprint(
        now.shards(),
        now.trainRows(),
        now.validationRows(),
        now.testRows(),
        now.checksums(),
        files);
  }

  /**
   * Returns how the run computes on its data.
   *
   * @throws BadInputException if the model does not belong to this run
   */
  public FitPlan plan(FitData data, Model judged) {
    FitPlan plan = FitPlan.of(data, TrainingSettings.of(values).recipe(), blas());
    NetworkSpec own = plan.program().network().forPrediction();
    boolean isOfRun =
        judged.network().forPrediction().equals(own.withMembers(judged.network().members()))
            && judged.input().columns().equals(data.input().columns())
            && judged.target().classes().equals(data.target().classes());
    if (!isOfRun) {
      throw BadInputException.at(model, "a model of the run in " + place, "one of another run");
    }
    return plan;
  }
}
