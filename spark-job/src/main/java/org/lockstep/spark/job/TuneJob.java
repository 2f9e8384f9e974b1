package org.lockstep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.run.DataRequest;
import org.lockstep.spark.run.EarlierRun;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.run.StoredLog;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.shard.Part;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepDirectory;
import org.lockstep.spark.sweep.SweepFiles;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.tune.Halving;
import org.lockstep.spark.tune.SearchSpace;
import org.lockstep.spark.tune.TimeBudget;
import org.lockstep.spark.tune.Trial;
import org.lockstep.spark.tune.TuneRecord;
import org.lockstep.spark.tune.TuneSettings;

/**
 * Searches around the preset {@code tabular}: random trials with successive halving, all on one set
 * of cached shards, each run in its own directory. A resumed search reads the runs that it has
 * already finished.
 */
public final class TuneJob {
  private final SparkSession spark;
  private final TuneSettings settings;
  private final Console console;
  private final Configuration configuration;
  private final CellTraining training;
  private final TimeBudget time;
  private final List<Outcome> outcomes = new ArrayList<>();
  private List<Outcome> contenders = List.of(); // of the last rung with any outcome
  private TuneRecord record;
  private boolean isOutOfTime;

  // Set once the data is read:
  private FitData data;
  private SearchSpace space;
  private SweepDirectory directory;

  /** A job on this session; its time budget starts now. */
  public TuneJob(SparkSession spark, TuneSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
    this.training = new CellTraining(spark, console);
    this.time = new TimeBudget(settings.seconds(), settings.members(), System::nanoTime);
    this.record = TuneRecord.begin(settings.trials());
  }

  /**
   * Runs the job, or the rest of it. Nothing is written before the data has been read and checked.
   *
   * @throws IOException naming the file that could not be read or written
   */
  public SweepResult run() throws IOException {
    directory = check();
    try (RunLock lock = new RunLock(settings.output(), directory.lock(), configuration)) {
      Optional<TuneRecord> earlier = earlier();
      if (earlier.isPresent()) {
        record = earlier.get();
        acquire(lock); // before reading the data, so that a refusal comes at once
      }
      TrainingSettings first = settings.first(settings.halving());
      JvmBlas.ready(first.compute().blas());
      console.say("Reading " + first.source().train().name());
      try (FitData prepared = request(first).prepare(spark)) {
        data = prepared;
        space = settings.space(data.target().task());
        if (data.survey().rows(Part.VALIDATION) == 0) {
          throw BadInputException.at(
              DataSettings.VALIDATION_FRACTION + "", "validation rows to judge trials by", "none");
        }
        if (earlier.isEmpty()) {
          begin(lock);
        }
        data.notes().forEach(console::notice);
        search();
        SweepResult result = result();
        new TuneReport(settings, console, data, directory, configuration)
            .tell(result, together(result), time, isOutOfTime);
        return result;
      }
    }
  }

  private SweepDirectory check() throws IOException {
    return SweepDirectory.check(
        settings.output(), SweepDirectory.Kind.TUNE, settings.ifThere(), configuration);
  }

  private Optional<TuneRecord> earlier() throws IOException {
    return settings.ifThere() == ExistingOutput.RESUME
        ? directory
            .record()
            .map(json -> TuneRecord.resumed(settings.output(), json, settings.trials()))
        : Optional.empty();
  }

  /** The data that all runs share, with the shards and scaling of the first run if it has begun. */
  private DataRequest request(TrainingSettings first) throws IOException {
    if (settings.ifThere() != ExistingOutput.RESUME) {
      return DataRequest.of(first);
    }
    return earlierRun(first)
        .map(run -> run.request(run.asBegun(first)))
        .orElseGet(() -> DataRequest.of(first));
  }

  private Optional<EarlierRun> earlierRun(TrainingSettings run) throws IOException {
    return EarlierRun.of(runDirectory(run), run);
  }

  private RunDirectory runDirectory(TrainingSettings run) throws IOException {
    return RunDirectory.check(run.output().directory(), run.output().ifThere(), configuration);
  }

  private void begin(RunLock lock) throws IOException {
    directory.create();
    acquire(lock);
    check(); // another search may have run since the first check
    directory.begin();
    directory.mark(record.json());
  }

  private void acquire(RunLock lock) throws IOException {
    lock.acquire(spark.sparkContext().applicationId(), console::notice);
  }

  // --- The search ------------------------------------------------------------------------------

  private void search() throws IOException {
    Halving all = settings.halving();
    List<Outcome> rung = firstRung(all);
    Halving halving = all.first(record.rungs());
    Map<Integer, Trial> trials = new HashMap<>();
    rung.forEach(outcome -> trials.put(outcome.cell().number(), trial(outcome.cell().number())));
    for (int i = 1; i < halving.rungs() && !contenders.isEmpty(); i++) {
      List<Trial> promoted = Halving.promoted(i, trials.size(), resultOf(contenders), trials);
      if (i < record.closed().size()) {
        promoted = promoted.subList(0, Math.min(promoted.size(), record.closed().get(i)));
      }
      rung = rung(halving, i, promoted);
      if (rung.isEmpty()) {
        return;
      }
      contenders = rung;
    }
  }

  private Trial trial(int number) {
    return space.trial(number, settings.seed());
  }

  /** Runs as many trials as are wanted and fit the time, then decides how many rungs follow. */
  private List<Outcome> firstRung(Halving all) throws IOException {
    List<Outcome> rung = new ArrayList<>();
    contenders = rung;
    boolean isOpen = record.closed().isEmpty();
    int most = isOpen ? settings.mostTrials() : record.closed().get(0);
    for (int number = 1; number <= most; number++) {
      if (isOpen && number > 1 && !hasTimeFor(number, all)) {
        isOutOfTime |= settings.trials().isPresent();
        break;
      }
      rung.add(train(trial(number), all.epochs().get(0), number, most));
    }
    if (isOpen) {
      decideRungs(all, rung.size());
      close(0, rung.size());
    }
    return rung;
  }

  private boolean hasTimeFor(int number, Halving all) {
    int done = number - 1;
    return time.fits(all.first(time.rungs(all, done)), number, done);
  }

  private void decideRungs(Halving all, int trials) {
    int rungs = time.rungs(all, trials);
    record = record.withRungs(rungs);
    if (rungs < all.rungs()) {
      console.notice(
          Text.format(
              "there is no time for a full search: its last runs have %d of %d epochs",
              all.epochs().get(rungs - 1), all.epochs().get(all.rungs() - 1)));
    }
  }

  private List<Outcome> rung(Halving halving, int number, List<Trial> promoted) throws IOException {
    List<Outcome> rung = new ArrayList<>();
    for (Trial trial : promoted) {
      boolean isOpen = record.closed().size() <= number;
      if (isOpen && !time.fits(halving, number, trial)) {
        isOutOfTime = true;
        break;
      }
      rung.add(train(trial, halving.epochs().get(number), rung.size() + 1, promoted.size()));
    }
    if (number < halving.rungs() - 1) {
      close(number, rung.size());
    }
    return rung;
  }

  private void close(int rung, int trials) throws IOException {
    if (record.closed().size() == rung) {
      record = record.withClosed(trials);
      directory.mark(record.json());
    }
  }

  // --- A run -----------------------------------------------------------------------------------

  private Outcome train(Trial trial, int epochs, int place, int of) throws IOException {
    TrainingSettings run = settings.run(trial, epochs, data.target().task());
    Cell cell = TuneSettings.cell(trial, epochs);
    Optional<Outcome> before = doneBefore(cell, run);
    if (before.isPresent()) {
      time.ranBefore(trial, secondsOf(before.get()));
      outcomes.add(before.get());
      return before.get();
    }
    console.say(head(trial, epochs, place, of));
    long start = System.nanoTime();
    Outcome outcome = train(cell, run, "stopped in trial " + trial.number());
    time.ran(trial, (System.nanoTime() - start) / 1e9, secondsOf(outcome));
    console.say("  " + SweepResult.inWords(outcome, data.accuracyName()));
    outcomes.add(outcome);
    SweepFiles.writeCsv(result(), directory, configuration); // in case this process dies
    return outcome;
  }

  private Outcome train(Cell cell, TrainingSettings run, String stopped) throws IOException {
    return training.train(
        cell,
        run,
        data,
        Text.format(
            "[%s] %s; the same command with --resume continues", settings.output(), stopped));
  }

  /** Trains the best trial as several networks, if they are wanted and can be trained. */
  private Optional<Outcome> together(SweepResult result) throws IOException {
    if (settings.members() == 1 || result.best().isEmpty()) {
      return Optional.empty();
    }
    Cell alone = result.best().get().cell();
    Trial trial = trial(alone.number());
    int epochs = TuneSettings.epochs(alone);
    String members = settings.members() + " members of trial " + trial.number();
    console.say(Text.format("%d epochs, %s", epochs, members));
    Outcome outcome =
        train(
            settings.togetherCell(trial, epochs),
            settings.together(trial, epochs, data.target().task()),
            "stopped in " + members);
    if (!outcome.wasTrained()) {
      console.notice(Text.format("%s: %s; the model is its single run", members, outcome.detail()));
      return Optional.empty();
    }
    console.say("  " + SweepResult.inWords(outcome, data.accuracyName()));
    return Optional.of(outcome);
  }

  private static double[] secondsOf(Outcome outcome) {
    return outcome.reports().stream().mapToDouble(report -> report.time().seconds()).toArray();
  }

  private String head(Trial trial, int epochs, int place, int of) {
    String places =
        settings.trials().isEmpty() && record.closed().isEmpty()
            ? Integer.toString(place)
            : place + " of " + of;
    return Text.format(
        "%d epochs, run %s  %s", epochs, places, trial.isPreset() ? "the preset" : trial.inWords());
  }

  private Optional<Outcome> doneBefore(Cell cell, TrainingSettings run) throws IOException {
    if (settings.ifThere() != ExistingOutput.RESUME) {
      return Optional.empty();
    }
    RunDirectory runDirectory = runDirectory(run);
    Optional<EarlierRun> earlier = EarlierRun.of(runDirectory, run);
    if (earlier.flatMap(EarlierRun::end).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Outcome.of(
            cell, earlier.get().end().orElseThrow(), StoredLog.reports(spark, runDirectory.log())));
  }

  // --- Results ---------------------------------------------------------------------------------

  private SweepResult result() {
    return new SweepResult(grid(), data.accuracyName(), outcomes, contenders, Trial.PRESET);
  }

  private SweepResult resultOf(List<Outcome> rung) {
    return new SweepResult(grid(), data.accuracyName(), rung, rung, Trial.PRESET);
  }

  /** A grid of the values in each column of the table. */
  private Grid grid() {
    List<Grid.Dimension> dimensions = new ArrayList<>();
    List<String> names = TuneSettings.cell(trial(1), 1).options();
    for (int i = 0; i < names.size(); i++) {
      Set<String> values = new LinkedHashSet<>();
      for (Outcome outcome : outcomes) {
        values.add(outcome.cell().values().get(i));
      }
      dimensions.add(new Grid.Dimension(names.get(i), List.copyOf(values), "tune"));
    }
    return new Grid(dimensions);
  }
}
