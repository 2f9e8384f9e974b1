package org.lockstep.spark.job;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.text.Text;
import org.lockstep.model.text.Words;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.run.DataRequest;
import org.lockstep.spark.run.EarlierRun;
import org.lockstep.spark.run.EnsembleRun;
import org.lockstep.spark.run.LockedDirectory;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.run.RunEnd;
import org.lockstep.spark.run.TrainingRun;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.train.TrainingResult;

/** Trains a network: from settings to a run directory. */
public final class TrainingJob {
  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Console console;
  private final Configuration configuration;

  /** A job on this session. */
  public TrainingJob(SparkSession spark, TrainingSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /**
   * Runs the job, or the rest of it. In a new directory, nothing is written until the data is read
   * and checked.
   *
   * @throws IOException naming the file that could not be read or written
   */
  public RunEnd run() throws IOException {
    RunDirectory directory = directory();
    Optional<EarlierRun> earlier = EarlierRun.of(directory, settings);
    if (earlier.isEmpty()) {
      settings.toBegin();
    }
    Optional<RunEnd> end = earlier.flatMap(EarlierRun::end);
    if (end.isPresent()) {
      if (end.get().end() != TrainingResult.End.DIVERGED) { // reported as a failure instead
        console.result(
            Text.format(
                "%s: %s; this run is already done", Words.of(end.get().end()), end.get().detail()));
      }
      return end.get();
    }
    JvmBlas.ready(settings.compute().blas());
    try (LockedDirectory place = LockedDirectory.of(directory)) {
      if (directory.exists()) {
        acquire(place.lock()); // before reading the data, so that a refusal comes at once
      }
      console.say("Reading " + settings.source().train().name());
      TrainingSettings all = earlier.map(run -> run.asBegun(settings)).orElse(settings);
      DataRequest request =
          earlier.map(run -> run.request(all)).orElseGet(() -> DataRequest.of(all));
      try (FitData data = request.prepare(spark)) {
        return RunEnd.of(train(all, data, place, earlier));
      }
    }
  }

  /**
   * Runs the job, or the rest of it, on data prepared by the recipe in these settings. Leaves the
   * data open for other jobs.
   *
   * @throws IOException naming the file that could not be written
   */
  TrainingResult runOn(FitData data) throws IOException {
    RunDirectory directory = directory();
    Optional<EarlierRun> earlier = EarlierRun.of(directory, settings);
    TrainingSettings all = earlier.map(run -> run.asBegun(settings)).orElse(settings);
    try (LockedDirectory place = LockedDirectory.of(directory)) {
      return train(all, data, place, earlier);
    }
  }

  private TrainingResult train(
      TrainingSettings all, FitData data, LockedDirectory place, Optional<EarlierRun> earlier)
      throws IOException {
    return all.members() == 1
        ? new TrainingRun(spark, all, console, data, place).run(earlier)
        : new EnsembleRun(spark, all, console, data, place).run(earlier);
  }

  /**
   * Refuses an output directory that is in the way, or that another driver writes to. {@link #run}
   * does so too; this needs no Spark, so it can come before executors are there.
   *
   * @param notices receives a notice of waiting for another driver's heartbeat
   * @throws IOException naming the file that could not be read
   */
  public static void checkOutput(
      TrainingSettings settings, Configuration configuration, Consumer<String> notices)
      throws IOException {
    try (LockedDirectory place = LockedDirectory.of(directory(settings, configuration))) {
      place.lock().refuseWhileHeld(notices);
    }
  }

  private RunDirectory directory() throws IOException {
    return directory(settings, configuration);
  }

  private static RunDirectory directory(TrainingSettings settings, Configuration configuration)
      throws IOException {
    return RunDirectory.check(
        settings.output().directory(), settings.output().ifThere(), configuration);
  }

  private void acquire(RunLock lock) throws IOException {
    lock.acquire(spark.sparkContext().applicationId(), console::notice);
  }
}
