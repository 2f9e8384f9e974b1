package org.lockstep.spark.job;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.text.Text;
import org.lockstep.spark.fit.FitData;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.read.source.Secrets;
import org.lockstep.spark.run.Pictures;
import org.lockstep.spark.run.RunText;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.EnsembleSettings;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.store.Models;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.Metric;
import org.lockstep.spark.sweep.Outcome;
import org.lockstep.spark.sweep.SweepDirectory;
import org.lockstep.spark.sweep.SweepFiles;
import org.lockstep.spark.sweep.SweepResult;
import org.lockstep.spark.sweep.SweepTable;
import org.lockstep.spark.tune.SearchSpace;
import org.lockstep.spark.tune.TimeBudget;
import org.lockstep.spark.tune.Trial;
import org.lockstep.spark.tune.TunePlot;
import org.lockstep.spark.tune.TuneSettings;

/** Reports a search: its tables, its picture, its best model and the command to repeat it. */
final class TuneReport {
  private static final String TRIAL = "trial";

  private final TuneSettings settings;
  private final Console console;
  private final FitData data;
  private final SweepDirectory directory;
  private final Configuration configuration;

  TuneReport(
      TuneSettings settings,
      Console console,
      FitData data,
      SweepDirectory directory,
      Configuration configuration) {
    this.settings = settings;
    this.console = console;
    this.data = data;
    this.directory = directory;
    this.configuration = configuration;
  }

  /**
   * Writes and prints the whole report.
   *
   * @param together the best trial as several networks, if they are the model
   */
  void tell(SweepResult result, Optional<Outcome> together, TimeBudget time, boolean isOutOfTime)
      throws IOException {
    SweepFiles.writeCsv(result, directory, configuration);
    SweepFiles.writeParquet(result, directory, configuration);
    if (result.best().isEmpty()) {
      SweepTable.lines(ofLastRung(result)).forEach(console::result);
      return;
    }
    Outcome best = result.best().get();
    publish(together.orElse(best));
    new Pictures(directory.path(), configuration, console)
        .draw(directory.plot().getName(), out -> TunePlot.write(result, title(result), out));
    console.say("");
    SweepTable.lines(ofLastRung(result)).forEach(console::result);
    console.say("");
    console.result(
        Text.format(
            "%d trials in %d runs and %.0f s%s",
            trials(result),
            result.outcomes().size(),
            time.elapsed(),
            isOutOfTime ? "; stopped by the time limit, --minutes allows for more" : ""));
    tellScores(result, best, together);
    console.result("model     " + directory.model());
    console.result("table     " + directory.csv());
    console.result("          " + directory.parquet());
    console.result("picture   " + directory.plot());
    console.result("repeat    " + repeat(best, together.isPresent()));
  }

  /** Publishes the best model, byte for byte. */
  private void publish(Outcome best) throws IOException {
    String run = directory.path() + "/" + best.cell().directory();
    try (InputStream in = Models.open(run, configuration)) {
      byte[] bytes = in.readAllBytes();
      Published.write(directory.model(), configuration, out -> out.write(bytes));
    }
  }

  private String title(SweepResult result) {
    return RunText.shortName(settings.preset().source().train().name())
        + ": "
        + trials(result)
        + " trials";
  }

  private static long trials(SweepResult result) {
    return result.outcomes().stream().map(outcome -> outcome.cell().number()).distinct().count();
  }

  /** The last rung, with the trial's number instead of the epochs, which are the same for all. */
  private static SweepResult ofLastRung(SweepResult result) {
    List<Outcome> rung = result.contenders().stream().map(TuneReport::numbered).toList();
    List<Grid.Dimension> dimensions = new ArrayList<>(result.grid().dimensions());
    dimensions.set(0, new Grid.Dimension(TRIAL, List.of(), ""));
    return new SweepResult(
        new Grid(dimensions), result.accuracyName(), rung, rung, result.favourite());
  }

  private static Outcome numbered(Outcome outcome) {
    Cell cell = outcome.cell();
    List<String> options = new ArrayList<>(cell.options());
    List<String> values = new ArrayList<>(cell.values());
    options.set(0, TRIAL);
    values.set(0, Integer.toString(cell.number()));
    return outcome.of(new Cell(cell.number(), cell.directory(), options, values));
  }

  private void tellScores(SweepResult result, Outcome best, Optional<Outcome> together) {
    Outcome preset =
        result.contenders().stream()
            .filter(o -> o.cell().number() == Trial.PRESET)
            .findFirst()
            .orElse(best);
    Metric decisive = result.decisive();
    console.result(
        Text.format(
            "best by %s: %s",
            decisive.text(result.accuracyName()), inWords(best, preset, decisive, together)));
    if (best.value(Metric.TEST_ACCURACY).isPresent()) {
      console.result(
          Text.format(
              "on test rows, which decided nothing: %s",
              inWords(best, preset, Metric.TEST_ACCURACY, together)));
    }
  }

  private String inWords(Outcome best, Outcome preset, Metric metric, Optional<Outcome> together) {
    String value = inWords(best, metric);
    String alone =
        best.equals(preset)
            ? "the preset itself, " + value
            : Text.format(
                "trial %d, %s; the preset %s",
                best.cell().number(), value, inWords(preset, metric));
    return alone
        + together
            .map(
                outcome ->
                    Text.format("; %d members %s", settings.members(), inWords(outcome, metric)))
            .orElse("");
  }

  private static String inWords(Outcome outcome, Metric metric) {
    return Text.format("%.4f", outcome.value(metric).orElse(Double.NaN));
  }

  /** The {@code train} command that gives the same model. */
  private String repeat(Outcome best, boolean isTogether) {
    Trial trial = settings.space(data.target().task()).trial(best.cell().number(), settings.seed());
    Map<String, String> options = settings.options(trial);
    options.put(TuneSettings.EPOCHS, best.cell().values().get(0));
    if (!isTogether) {
      options.remove(EnsembleSettings.MEMBERS.name());
    }
    List<String> words =
        new ArrayList<>(List.of("train", Preset.OPTION, SearchSpace.PRESET.text()));
    options.forEach(
        (name, value) -> {
          words.add(OptionNames.of(name));
          Setting<?> setting = TrainingSettings.CATALOGUE.find(name).orElseThrow();
          if (!setting.label().isEmpty()) {
            words.add(quoted(value));
          }
        });
    return Secrets.hide(words.stream().collect(joining(" ")), settings.preset().source().secrets());
  }

  /** Quotes a value as one shell word. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9._/:=,+@%-]+")
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
