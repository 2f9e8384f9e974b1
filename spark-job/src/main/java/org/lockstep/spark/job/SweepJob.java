package org.lockstep.spark.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.text.Text;
import org.lockstep.spark.engine.JvmBlas;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.run.DataRequest;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.Pictures;
import org.lockstep.spark.run.RunText;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.store.RunLock;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepDirectory;
import org.lockstep.spark.sweep.SweepFiles;
import org.lockstep.spark.sweep.SweepPlot;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.sweep.SweepTable;

/**
 * Trains every cell of a grid, each into its own run directory, and compares them. Cells whose data
 * is prepared in the same way share one set of cached shards, and only one set is cached at a time.
 * Cells are trained in grid order within each set; the sets follow one after another. A failed cell
 * is reported in its row, and the others continue.
 */
public final class SweepJob {
  private final SparkSession spark;
  private final SweepSettings settings;
  private final Console console;
  private final Configuration configuration;
  private final CellTraining training;
  private final List<Outcome> outcomes = new ArrayList<>();
  private String accuracyName = "accuracy";

  /** A job on this session. */
  public SweepJob(SparkSession spark, SweepSettings settings, Console console) {
    this.spark = spark;
    this.settings = settings;
    this.console = console;
    this.configuration = spark.sessionState().newHadoopConf();
    this.training = new CellTraining(spark, console);
  }

  /**
   * What to train.
   *
   * @param cells of the grid
   * @param runs one for each cell; each writes to a directory below {@code output}
   * @param output directory, any Hadoop path
   */
  public record SweepSettings(
      Grid grid,
      List<Cell> cells,
      List<TrainingSettings> runs,
      String output,
      ExistingOutput ifThere) {
    public SweepSettings {
      cells = List.copyOf(cells);
      runs = List.copyOf(runs);
      if (cells.size() != runs.size()) {
        throw new IllegalArgumentException(cells.size() + " cells, " + runs.size() + " runs");
      }
    }
  }

  /**
   * Runs the job. Nothing is written before the first cell's data has been read and checked.
   *
   * @throws IOException naming the file that could not be read or written
   */
  public SweepResult run() throws IOException {
    long start = System.nanoTime();
    SweepDirectory directory =
        SweepDirectory.check(
            settings.output(), SweepDirectory.Kind.SWEEP, settings.ifThere(), configuration);
    try (RunLock lock = new RunLock(settings.output(), directory.lock(), configuration)) {
      return run(directory, lock, start);
    }
  }

  private SweepResult run(SweepDirectory directory, RunLock lock, long start) throws IOException {
    Map<DataRequest, List<Integer>> groups =
        IntStream.range(0, settings.cells().size())
            .boxed()
            .collect(
                groupingBy(
                    i -> DataRequest.of(settings.runs().get(i)), LinkedHashMap::new, toList()));
    boolean begun = false;
    List<Integer> unread = new ArrayList<>();
    Exception whyUnread = null;
    for (Map.Entry<DataRequest, List<Integer>> group : groups.entrySet()) {
      FitData data;
      try {
        data = prepare(group.getKey());
      } catch (Exception e) { // Spark throws undeclared checked exceptions
        training.giveUpIfStopped(e);
        unread.addAll(group.getValue());
        whyUnread = e;
        group
            .getValue()
            .forEach(i -> outcomes.add(Outcome.failed(cell(i), CellTraining.describe(e))));
        continue;
      }
      try (data) {
        if (!begun) {
          begin(directory, lock);
          begun = true;
        }
        data.notes().forEach(console::notice);
        accuracyName = data.accuracyName();
        for (int i : group.getValue()) {
          train(i, data, directory);
        }
      }
    }
    if (unread.size() == settings.cells().size()) {
      throw CellTraining.rethrown(whyUnread);
    }
    SweepResult result = result();
    save(result, directory);
    tell(result, directory, (System.nanoTime() - start) / 1e9);
    return result;
  }

  private void begin(SweepDirectory directory, RunLock lock) throws IOException {
    directory.create();
    lock.acquire(spark.sparkContext().applicationId(), console::notice);
    // The first check was long ago: another sweep may have run in between.
    SweepDirectory.check(
        settings.output(), SweepDirectory.Kind.SWEEP, settings.ifThere(), configuration);
    directory.begin();
  }

  private FitData prepare(DataRequest request) {
    JvmBlas.ready(request.preparation().numbers().blas());
    console.say("Reading " + request.source().train().name());
    return request.prepare(spark);
  }

  private void train(int i, FitData data, SweepDirectory directory) throws IOException {
    Cell cell = cell(i);
    int of = settings.cells().size();
    console.say(Text.format("Cell %d of %d  %s", cell.number(), of, cell.text()));
    Outcome outcome =
        training.train(
            cell,
            settings.runs().get(i),
            data,
            Text.format(
                "[%s] stopped in cell %d of %d; earlier cells are done, see %s",
                settings.output(), cell.number(), of, directory.csv().getName()));
    outcomes.add(outcome);
    console.say("  " + SweepResult.inWords(outcome, accuracyName));
    SweepFiles.writeCsv(result(), directory, configuration); // in case this process dies
  }

  private Cell cell(int i) {
    return settings.cells().get(i);
  }

  private SweepResult result() {
    List<Outcome> inOrder =
        outcomes.stream().sorted(Comparator.comparingInt(o -> o.cell().number())).toList();
    return new SweepResult(settings.grid(), accuracyName, inOrder);
  }

  private void save(SweepResult result, SweepDirectory directory) throws IOException {
    SweepFiles.writeCsv(result, directory, configuration);
    SweepFiles.writeParquet(result, directory, configuration);
    if (result.best().isEmpty()) {
      return;
    }
    new Pictures(directory.path(), configuration, console)
        .draw(directory.plot().getName(), out -> SweepPlot.write(result, title(), out));
  }

  private String title() {
    return RunText.shortName(settings.runs().get(0).source().train().name())
        + ": "
        + settings.cells().size()
        + " runs";
  }

  private void tell(SweepResult result, SweepDirectory directory, double seconds) {
    console.say("");
    SweepTable.lines(result).forEach(console::result);
    console.say("");
    long trained = result.outcomes().stream().filter(Outcome::wasTrained).count();
    console.result(
        Text.format(
            "%d of %d cells trained in %.1f s%s",
            trained,
            result.outcomes().size(),
            seconds,
            result
                .best()
                .map(
                    o ->
                        "; best by "
                            + result.decisive().text(accuracyName)
                            + ": "
                            + o.cell().text())
                .orElse("")));
    console.result("table     " + directory.csv());
    console.result("          " + directory.parquet());
    if (trained > 0) {
      console.result("picture   " + directory.plot());
      console.result(
          "best run  " + directory.path() + "/" + result.best().orElseThrow().cell().directory());
    }
  }
}
