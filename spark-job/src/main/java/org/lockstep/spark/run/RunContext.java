package org.lockstep.spark.run;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.score.Score;
import org.lockstep.spark.engine.ScoreJob;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.train.TrainingResult;

/**
 * The objects that a run works with.
 *
 * @param settings those in effect for the data's task
 * @param place where its files are
 */
record RunContext(
    SparkSession spark,
    TrainingSettings settings,
    Console console,
    FitData data,
    LockedDirectory place,
    FitPlan plan) {

  /**
   * The context of a run with these settings on their data.
   *
   * @throws BadInputException if the settings do not suit the target
   */
  static RunContext of(
      SparkSession spark,
      TrainingSettings settings,
      Console console,
      FitData data,
      LockedDirectory place) {
    TrainingSettings own =
        settings.of(data.target().task()).withTargetScale(data.targetScaling().kind());
    return new RunContext(
        spark,
        own,
        console,
        data,
        place,
        FitPlan.of(data, own.recipe(), settings.compute().blas()));
  }

  RunDirectory directory() {
    return place.directory();
  }

  RunLock lock() {
    return place.lock();
  }

  Configuration configuration() {
    return directory().configuration();
  }

  RunFingerprint fingerprint() {
    return new RunFingerprint(settings.ofResult(), data.fingerprint());
  }

  RunText text() {
    return new RunText(settings, data, plan);
  }

  /** Takes the directory for this run. */
  void takeDirectory() throws IOException {
    place.take(spark.sparkContext().applicationId(), console::notice);
  }

  void write(RunRecord record) throws IOException {
    record.write(directory().record(), configuration());
  }

  void write(Model model) throws IOException {
    lock().check();
    Published.write(directory().model(), configuration(), out -> ModelFile.write(model, out));
  }

  /** The model, read back from its file. */
  Model model() {
    return Models.read(directory().model().toString(), configuration());
  }

  /** The detailed score of a model on a part of the data. */
  Score score(Model model, Part part) {
    return ScoreJob.score(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        data.shards().rdd(),
        data.tree(),
        plan.program(),
        model,
        part);
  }

  /** Prints how to resume a stopped run. */
  void tellStopped(TrainingResult result) {
    console.result(
        "stopped "
            + result.detail()
            + ": the same command with "
            + OutputSettings.RESUME
            + " continues");
  }

  /** Releases the lock. A failure to do so does not undo the run. */
  void release() {
    try {
      place.close();
    } catch (IOException e) {
      console.notice("the lock could not be released: " + e.getMessage());
    }
  }

  /** Records the failure in {@code run.json}, unless that cannot be written either. */
  void recordFailure(RunRecord record, Throwable failure) {
    try {
      lock().check();
      record.failed(failure);
      write(record);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
