package org.lockstep.spark.run;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.blas.BlasIdentity;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.text.Text;
import org.lockstep.spark.checkpoint.CheckpointWriter;
import org.lockstep.spark.checkpoint.CheckpointedFit;
import org.lockstep.spark.checkpoint.RestartPoints;
import org.lockstep.spark.checkpoint.RunFiles;
import org.lockstep.spark.checkpoint.RunIdentity;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.fit.Fit;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.fit.Fitted;
import org.lockstep.spark.fit.InitialWeights;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.log.ProgressDisplay;
import org.lockstep.spark.settings.OnNan;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.TrainingResult.End;

/** Trains on prepared data, from the state in the run's directory to its end. Usable once. */
public final class TrainingRun {
  private final RunContext run;
  private final RunFingerprint fingerprint;
  private final ThresholdChoice threshold;

  /**
   * A run with these settings on their data.
   *
   * @throws BadInputException if the settings do not suit the target
   */
  public TrainingRun(
      SparkSession spark,
      TrainingSettings settings,
      Console console,
      FitData data,
      LockedDirectory place) {
    this.run = RunContext.of(spark, settings, console, data, place);
    this.fingerprint = run.fingerprint();
    this.threshold = new ThresholdChoice(run);
  }

  /**
   * Runs the training.
   *
   * @param earlier the run to resume, if there is one
   * @throws BadInputException if that run had other data
   */
  public TrainingResult run(Optional<EarlierRun> earlier) throws IOException {
    earlier.ifPresent(before -> before.check(fingerprint.data(), run.console()::notice));
    InitialWeights initial =
        new InitialWeights(
            run.settings().recipe(),
            run.plan(),
            run.data(),
            run.configuration(),
            earlier.flatMap(EarlierRun::initialWeights));
    if (earlier.isEmpty()) {
      run.plan().checkToBegin();
      initial.prepare(); // before anything is written
    }
    RunText text = run.text();
    text.resolved().forEach(run.console()::say);
    RunRecord record = new RunRecord(earlier, fingerprint, run.settings(), run.data(), run.plan());
    try (StopSignal signal = new StopSignal(run.console()::notice)) {
      run.takeDirectory();
      RunFiles files = files(record);
      RestartPoints points = new RestartPoints(files, initial);
      Optional<Checkpoint> start = earlier.isPresent() ? points.newest() : Optional.empty();
      if (start.isPresent()) {
        run.directory().cleanUp();
        record.computedBefore(earlier.orElseThrow().hosts());
      } else {
        run.directory().begin();
      }
      initial.checksum().ifPresent(record::initialWeights);
      run.write(record);
      if (!run.console().isPart()) { // an outer job prints the notes for its parts
        run.data().notes().forEach(run.console()::notice);
      }
      initial.note().ifPresent(run.console()::notice);
      tellStart(earlier, start);
      try {
        TrainingResult result;
        try (Fit fit = fit()) {
          record.engine(fit.engine());
          text.running(fit.engine()).forEach(run.console()::say);
          tellTime(fit.engine(), start);
          result = train(fit, files, points, start, signal);
        }
        end(result, record, text); // after the cores are free again
        return result;
      } catch (Throwable e) { // Spark throws undeclared checked exceptions
        run.recordFailure(record, e);
        throw e;
      } finally {
        run.release(); // a stop signal waits for that
      }
    }
  }

  private RunFiles files(RunRecord record) {
    return new RunFiles(
        new RunIdentity(
            run.directory().name(), record.runId(), fingerprint, TrainingSettings.CATALOGUE),
        run.data(),
        run.plan(),
        new CheckpointStore(run.directory().checkpoints(), run.configuration()),
        run.lock(),
        run.console()::notice);
  }

  private void tellStart(Optional<EarlierRun> earlier, Optional<Checkpoint> start) {
    if (start.isPresent()) {
      TrainingPosition position = start.get().position();
      run.console()
          .say(
              Text.format(
                  "Resuming  after step %,d (epoch %d)", position.stepsDone(), position.epoch()));
      tellOtherBlas(start.get().computedWith());
    } else if (earlier.isPresent()) {
      run.console().say("Resuming  from the beginning: there is no valid checkpoint");
    }
  }

  /** Goes by the checkpoint, because run.json is written before any step is computed. */
  private void tellOtherBlas(SortedSet<BlasIdentity> before) {
    SortedSet<BlasIdentity> now = run.data().survey().blases();
    if (before.equals(now)) {
      return;
    }
    run.console()
        .notice(
            before.equals(Set.of(BlasIdentity.UNKNOWN))
                ? Text.format(
                    "the checkpoint does not say which BLAS and which kernel computed it: the run"
                        + " continues with %s, and its last bits may differ",
                    inWords(now))
                : Text.format(
                    "the run was computed with %s so far and continues with %s: its last bits may"
                        + " differ",
                    inWords(before), inWords(now)));
  }

  private static String inWords(SortedSet<BlasIdentity> blases) {
    return blases.stream().map(BlasIdentity::exactText).collect(joining("; "));
  }

  /** Every BLAS that takes part in the results of this run. */
  private SortedSet<BlasIdentity> computedWith(Optional<Checkpoint> start) {
    SortedSet<BlasIdentity> all = run.data().survey().blases();
    start.ifPresent(checkpoint -> all.addAll(checkpoint.computedWith()));
    return all;
  }

  // --- Training --------------------------------------------------------------------------------

  /**
   * Prints the forecast only if somebody reads it: it takes some tenths of a second, and longer
   * while the JIT compilers work.
   */
  private void tellTime(StepEngine engine, Optional<Checkpoint> start) {
    if (run.console().isTalkative()) {
      long done = start.map(from -> from.position().stepsDone()).orElse(0L);
      TimeForecast.line(engine, run.plan(), done, run.data().isEvaluated())
          .ifPresent(run.console()::say);
    }
  }

  private TrainingResult train(
      Fit fit, RunFiles files, RestartPoints points, Optional<Checkpoint> start, StopSignal signal)
      throws IOException {
    OnNan onNan = run.settings().recipe().loop().onNan();
    EpochLogSchema schema =
        new EpochLogSchema(
            files.identity().runId(), fit.engine().name(), run.data().tree().shards());
    try (EpochLog log =
            new EpochLog(
                run.directory().log(),
                run.configuration(),
                schema,
                run.lock(),
                run.console()::notice);
        ProgressDisplay progress =
            run.console()
                .progress(
                    run.plan().training().length().totalSteps(),
                    start.map(from -> from.position().stepsDone()).orElse(0L),
                    run.plan().training().length().epochs(),
                    run.data().accuracyName());
        CheckpointWriter checkpoints =
            new CheckpointWriter(
                files,
                computedWith(start),
                run.settings().recipe().loop().checkpoints(),
                onNan == OnNan.ROLLBACK,
                log,
                signal::isGiven)) {
      Fitted fitted =
          new CheckpointedFit(fit, points, log, checkpoints, onNan, run.console()::notice)
              .run(start, List.of(log, progress));
      save(fitted); // before the last rows of the log, whose write can fail
      return fitted.result();
    }
  }

  private void save(Fitted fitted) throws IOException {
    if (fitted.result().end() != End.STOPPED) {
      run.write(fitted.model());
    }
  }

  private Fit fit() {
    return Fit.start(
        JavaSparkContext.fromSparkContext(run.spark().sparkContext()),
        run.data(),
        run.plan(),
        run.settings().compute().engine(),
        run.console()::notice);
  }

  // --- The end ---------------------------------------------------------------------------------

  /** Records the end last: a run killed before that can be resumed, and then draws its pictures. */
  private void end(TrainingResult result, RunRecord record, RunText text) throws IOException {
    if (result.end() == End.STOPPED) {
      run.tellStopped(result);
    } else {
      run.lock().check();
      threshold.apply();
      new RunSummary(run).tell(result, text, record);
    }
    run.lock().check();
    record.ended(result);
    run.write(record);
  }
}
