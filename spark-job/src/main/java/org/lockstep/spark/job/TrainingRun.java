package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.file.Checkpoint;
import org.lockstep.model.file.Model;
import org.lockstep.model.file.ModelFile;
import org.lockstep.model.file.RunFingerprint;
import org.lockstep.model.file.TrainingPosition;
import org.lockstep.model.math.BlasIdentity;
import org.lockstep.model.math.FlatVector;
import org.lockstep.model.network.Network;
import org.lockstep.model.shard.ShardProgram;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.StepEngine;
import org.lockstep.spark.engine.Survey;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.EpochLog;
import org.lockstep.spark.log.EpochLogSchema;
import org.lockstep.spark.log.ProgressDisplay;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.CheckpointStore;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.train.Keep;
import org.lockstep.spark.train.Trainer;
import org.lockstep.spark.train.TrainerState;
import org.lockstep.spark.train.TrainingPlan;
import org.lockstep.spark.train.TrainingResult;
import org.lockstep.spark.train.TrainingResult.End;

/** One run on prepared data: from where it stands in its directory to its end. Runs once. */
final class TrainingRun {
  private static final int MOST_ROLLBACKS = 3;

  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Console console;
  private final Configuration configuration;
  private final TrainingData data;
  private final RunDirectory directory;
  private final RunLock lock;
  private final CheckpointStore store;
  private final ShardProgram program;
  private final TrainingPlan plan;
  private final Network network;
  private final RunFingerprint fingerprint;

  TrainingRun(
      SparkSession spark,
      TrainingSettings settings,
      Console console,
      TrainingData data,
      RunDirectory directory,
      RunLock lock) {
    checkEarlyStopping(settings.run(), data.survey());
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
    this.data = data;
    this.directory = directory;
    this.lock = lock;
    this.store = new CheckpointStore(directory.checkpoints(), configuration);
    this.program = ResolvedRun.program(settings, data);
    this.plan = ResolvedRun.plan(settings, program.batches());
    this.network = new Network(program.topology());
    this.fingerprint = new RunFingerprint(AskedSettings.of(settings), data.fingerprint());
  }

  /**
   * Runs.
   *
   * @param earlier the run to go on with, if there is one
   * @throws BadInputException where its data was other data
   */
  TrainingResult run(Optional<EarlierRun> earlier) throws IOException {
    earlier.ifPresent(run -> run.check(fingerprint.data(), console::notice));
    InitialWeights initial =
        new InitialWeights(
            settings,
            network,
            program.arithmetic(),
            configuration,
            earlier.flatMap(EarlierRun::initialWeights));
    if (earlier.isEmpty()) {
      initial.prepare(); // before anything is written
    }
    RunText text = new RunText(settings, data, program, plan);
    text.resolved().forEach(console::say);
    RunRecord record = new RunRecord(earlier, fingerprint, settings, data, program, plan);
    try (StopSignal signal = new StopSignal(console::notice)) {
      directory.create();
      lock.acquire(spark.sparkContext().applicationId(), console::notice);
      directory.checkUntouched(); // since it was looked at, which is long ago
      RestartPoints points = points(record, initial);
      Optional<Checkpoint> start = earlier.isPresent() ? points.newest() : Optional.empty();
      if (start.isPresent()) {
        directory.cleanUp();
        record.computedBefore(earlier.orElseThrow().hosts());
      } else {
        directory.begin();
      }
      initial.checksum().ifPresent(record::initialWeights);
      record.write(directory.record(), configuration);
      tellStart(earlier, start);
      try {
        TrainingResult result;
        try (StepEngine engine = engine()) {
          record.engine(engine);
          text.running(engine).forEach(console::say);
          result = train(engine, record, points, start, signal);
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

  private RestartPoints points(RunRecord record, InitialWeights initial) {
    return new RestartPoints(
        directory,
        store,
        record.runId(),
        fingerprint,
        data,
        program,
        plan,
        initial,
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

  private static void checkEarlyStopping(TrainingSettings.RunSettings run, Survey survey) {
    boolean decides = run.earlyStopping().isPresent() || run.keep() != Keep.LAST;
    if (decides && survey.rows(Part.VALIDATION) == 0) {
      throw BadInputException.at(
          "--validation-fraction",
          "at least one row to hold out for "
              + (run.earlyStopping().isPresent() ? "--early-stopping" : "--keep"),
          "none of " + survey.rows(Part.TRAIN) + " rows");
    }
  }

  // --- Training ---------------------------------------------------------------------------------

  private TrainingResult train(
      StepEngine engine,
      RunRecord record,
      RestartPoints points,
      Optional<Checkpoint> start,
      StopSignal signal)
      throws IOException {
    EpochLogSchema schema =
        new EpochLogSchema(record.runId(), engine.name(), plan.batches().shards());
    BestEpoch best = new BestEpoch(plan.keep(), plan.batches().stepsPerEpoch());
    RunCheckpoints.Identity identity =
        new RunCheckpoints.Identity(record.runId(), this::model, fingerprint, computedWith(start));
    try (EpochLog log =
            new EpochLog(directory.log(), configuration, schema, lock, console::notice);
        ProgressDisplay progress =
            console.progress(
                plan.totalSteps(),
                start.map(from -> from.position().stepsDone()).orElse(0L),
                plan.epochs(),
                TrainingJob.accuracyName(data));
        RunCheckpoints checkpoints =
            new RunCheckpoints(
                store,
                lock,
                identity,
                settings.run().checkpoints(),
                settings.run().onNan() == OnNan.ROLLBACK,
                log,
                best,
                signal,
                console::notice)) {
      TrainerState state = points.stateAt(start, log);
      checkpoints.keep(points.kept(start, settings.run().onNan()));
      while (true) {
        best.restore(state.reports());
        checkpoints.beginAt(state.position());
        TrainingResult result =
            new Trainer(
                    plan,
                    network.layout(),
                    engine,
                    state,
                    checkpoints,
                    List.of(log, best, progress))
                .run();
        int rollbacks = state.position().rollbacks();
        if (result.end() != End.DIVERGED
            || settings.run().onNan() == OnNan.STOP
            || rollbacks == MOST_ROLLBACKS) {
          save(result); // before the last rows of the log, which may fail
          return result;
        }
        state = points.stateAt(points.newestScheduled(), log).withRollbacks(rollbacks + 1);
        tellRollback(result, state.position());
      }
    }
  }

  private void save(TrainingResult result) throws IOException {
    if (result.end() != End.STOPPED) {
      lock.check();
      Model trained = model(result.parameters());
      Published.write(directory.model(), configuration, out -> ModelFile.write(trained, out));
    }
  }

  private void tellRollback(TrainingResult result, TrainingPosition to) {
    String place =
        to.stepsDone() == 0
            ? "to the start"
            : Text.format("behind step %,d (epoch %d)", to.stepsDone(), to.epoch());
    console.notice(
        Text.format(
            "%s: back %s with 1/%d of the learning rate",
            result.detail(), place, 1 << to.rollbacks()));
  }

  private Model model(FlatVector theta) {
    return new Model(program.topology(), theta, data.input(), data.target(), data.scaling());
  }

  private StepEngine engine() {
    return settings
        .run()
        .engine()
        .start(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            data.shards(),
            data.tasks(),
            program,
            ResolvedRun.evaluated(data.survey()),
            console::notice);
  }

  // --- The end ----------------------------------------------------------------------------------

  /** A run that is killed before it says that it has ended is resumed, and draws its pictures. */
  private void end(TrainingResult result, RunRecord record, RunText text) throws IOException {
    if (result.end() == End.STOPPED) {
      console.result(
          Text.format("stopped %s: the same command with --resume goes on", result.detail()));
    } else {
      new RunSummary(spark, settings, console, data, directory, program).tell(result, text);
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
