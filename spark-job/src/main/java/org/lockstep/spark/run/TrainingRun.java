package org.lockstep.spark.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.text.Text;
import org.lockstep.spark.checkpoint.CheckpointWriter;
import org.lockstep.spark.checkpoint.CheckpointedFit;
import org.lockstep.spark.checkpoint.RestartPoints;
import org.lockstep.spark.checkpoint.RunFiles;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.fit.Fit;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.FitPlan;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.log.ProgressDisplay;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.settings.ThresholdSettings;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.TrainingResult.End;

/** One run on prepared data: from where it stands in its directory to its end. Runs once. */
public final class TrainingRun {
  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Console console;
  private final Configuration configuration;
  private final FitData data;
  private final RunDirectory directory;
  private final RunLock lock;
  private final FitPlan plan;
  private final RunFingerprint fingerprint;
  private final ThresholdSettings threshold;

  /**
   * A run of these settings on their data.
   *
   * @throws BadInputException where they do not suit its target
   */
  public TrainingRun(
      SparkSession spark,
      TrainingSettings settings,
      Console console,
      FitData data,
      RunDirectory directory,
      RunLock lock) {
    this.spark = spark;
    this.settings = settings.of(data.target().task()).withTargetScale(data.targetScaling().kind());
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
    this.data = data;
    this.directory = directory;
    this.lock = lock;
    this.plan = FitPlan.of(data, this.settings.recipe(), settings.compute().blas());
    this.fingerprint = new RunFingerprint(this.settings.ofResult(), data.fingerprint());
    this.threshold = ThresholdSettings.of(this.settings.values());
    threshold.check(data.target());
  }

  /**
   * Runs.
   *
   * @param earlier the run to go on with, if there is one
   * @throws BadInputException where its data was other data
   */
  public TrainingResult run(Optional<EarlierRun> earlier) throws IOException {
    earlier.ifPresent(run -> run.check(fingerprint.data(), console::notice));
    InitialWeights initial =
        new InitialWeights(
            settings.recipe(),
            plan,
            data,
            configuration,
            earlier.flatMap(EarlierRun::initialWeights));
    if (earlier.isEmpty()) {
      plan.checkToBegin();
      initial.prepare(); // before anything is written
    }
    RunText text = new RunText(settings, data, plan);
    text.resolved().forEach(console::say);
    RunRecord record = new RunRecord(earlier, fingerprint, settings, data, plan);
    try (StopSignal signal = new StopSignal(console::notice)) {
      directory.create();
      lock.acquire(spark.sparkContext().applicationId(), console::notice);
      directory.checkUntouched(); // since it was looked at, which is long ago
      RunFiles files = files(record);
      RestartPoints points = new RestartPoints(files, initial);
      Optional<Checkpoint> start = earlier.isPresent() ? points.newest() : Optional.empty();
      if (start.isPresent()) {
        directory.cleanUp();
        record.computedBefore(earlier.orElseThrow().hosts());
      } else {
        directory.begin();
      }
      initial.checksum().ifPresent(record::initialWeights);
      record.write(directory.record(), configuration);
      data.notes().forEach(console::notice);
      initial.note().ifPresent(console::notice);
      tellStart(earlier, start);
      try {
        TrainingResult result;
        try (Fit fit = fit()) {
          record.engine(fit.engine());
          text.running(fit.engine()).forEach(console::say);
          tellTime(fit.engine(), start);
          result = train(fit, files, points, start, signal);
        }
        end(result, record, text); // when the cores are free again
        return result;
      } catch (Throwable e) { // Spark throws checked exceptions that it does not declare
        recordFailure(record, e);
        throw e;
      } finally {
        release(); // a stop signal waits for that
      }
    }
  }

  private RunFiles files(RunRecord record) {
    return new RunFiles(
        directory.name(),
        record.runId(),
        fingerprint,
        TrainingSettings.CATALOGUE,
        data,
        plan,
        new CheckpointStore(directory.checkpoints(), configuration),
        lock,
        console::notice);
  }

  private void tellStart(Optional<EarlierRun> earlier, Optional<Checkpoint> start) {
    if (start.isPresent()) {
      TrainingPosition position = start.get().position();
      console.say(
          Text.format(
              "Resuming  behind step %,d (epoch %d)", position.stepsDone(), position.epoch()));
      tellOtherBlas(start.get().computedWith());
    } else if (earlier.isPresent()) {
      console.say("Resuming  from the beginning: there is no valid checkpoint");
    }
  }

  /** The checkpoint decides what is told: run.json is written before a step is computed. */
  private void tellOtherBlas(SortedSet<BlasIdentity> before) {
    SortedSet<BlasIdentity> now = data.survey().blases();
    if (before.equals(now)) {
      return;
    }
    console.notice(
        before.equals(Set.of(BlasIdentity.UNKNOWN))
            ? Text.format(
                "the checkpoint does not say which BLAS and which kernel computed it: the run goes"
                    + " on with %s, and its last bits may differ",
                inWords(now))
            : Text.format(
                "the run was computed with %s so far and goes on with %s: its last bits may differ",
                inWords(before), inWords(now)));
  }

  private static String inWords(SortedSet<BlasIdentity> blases) {
    return blases.stream().map(BlasIdentity::exactText).collect(joining("; "));
  }

  /** Every BLAS that has a part in what this run computes from here on. */
  private SortedSet<BlasIdentity> computedWith(Optional<Checkpoint> start) {
    SortedSet<BlasIdentity> all = data.survey().blases();
    start.ifPresent(checkpoint -> all.addAll(checkpoint.computedWith()));
    return all;
  }

  // --- Training ---------------------------------------------------------------------------------

  /** Only where somebody reads it: it takes half a second. */
  private void tellTime(StepEngine engine, Optional<Checkpoint> start) {
    if (console.isTalkative()) {
      long done = start.map(from -> from.position().stepsDone()).orElse(0L);
      TimeForecast.line(engine, plan, done, data.isEvaluated()).ifPresent(console::say);
    }
  }

  private TrainingResult train(
      Fit fit, RunFiles files, RestartPoints points, Optional<Checkpoint> start, StopSignal signal)
      throws IOException {
    OnNan onNan = settings.recipe().loop().onNan();
    EpochLogSchema schema =
        new EpochLogSchema(files.runId(), fit.engine().name(), data.tree().shards());
    try (EpochLog log =
            new EpochLog(directory.log(), configuration, schema, lock, console::notice);
        ProgressDisplay progress =
            console.progress(
                plan.training().totalSteps(),
                start.map(from -> from.position().stepsDone()).orElse(0L),
                plan.training().epochs(),
                data.accuracyName());
        CheckpointWriter checkpoints =
            new CheckpointWriter(
                files,
                computedWith(start),
                settings.recipe().loop().checkpoints(),
                onNan == OnNan.ROLLBACK,
                log,
                signal::isGiven)) {
      Fitted fitted =
          new CheckpointedFit(fit, points, log, checkpoints, onNan, console::notice)
              .run(start, List.of(log, progress));
      save(fitted); // before the last rows of the log, which may fail
      return fitted.result();
    }
  }

  private void save(Fitted fitted) throws IOException {
    if (fitted.result().end() != End.STOPPED) {
      lock.check();
      Published.write(
          directory.model(), configuration, out -> ModelFile.write(fitted.model(), out));
    }
  }

  private Fit fit() {
    return Fit.start(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        data,
        plan,
        settings.compute().engine(),
        console::notice);
  }

  // --- The end ----------------------------------------------------------------------------------

  /** A run that is killed before it says that it has ended is resumed, and draws its pictures. */
  private void end(TrainingResult result, RunRecord record, RunText text) throws IOException {
    if (result.end() == End.STOPPED) {
      console.result(
          "stopped "
              + result.detail()
              + ": the same command with "
              + OutputSettings.RESUME
              + " goes on");
    } else {
      lock.check();
      new ThresholdChoice(spark, threshold, console, data, directory, plan).apply();
      new RunSummary(spark, settings, console, data, directory, plan).tell(result, text, record);
    }
    lock.check();
    record.ended(result);
    record.write(directory.record(), configuration);
  }

  /** Gives the lock back; what the run did is not undone where that fails. */
  private void release() {
    try {
      lock.close();
    } catch (IOException e) {
      console.notice("the lock could not be given back: " + e.getMessage());
    }
  }

  /** Says in run.json how the run ended, unless that cannot be written either. */
  private void recordFailure(RunRecord record, Throwable failure) {
    try {
      lock.check();
      record.failed(failure);
      record.write(directory.record(), configuration);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
