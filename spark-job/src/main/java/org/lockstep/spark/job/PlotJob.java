package org.lockstep.spark.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Words;
import org.lockstep.spark.files.Listing;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.log.Console;
import org.lockstep.spark.log.CurvesPlot;
import org.lockstep.spark.log.RunsPlot;
import org.lockstep.spark.run.RunDirectory;
import org.lockstep.spark.run.RunEnd;
import org.lockstep.spark.run.RunText;
import org.lockstep.spark.run.StoredLog;
import org.lockstep.spark.store.Location;
import org.lockstep.spark.store.OutputFile;
import org.lockstep.spark.store.Published;
import org.lockstep.spark.store.RecordFile;
import org.lockstep.spark.train.EpochReport;

/** Draws the curves of one run, or of several on the same axes, from their logs. */
public final class PlotJob {

  private final SparkSession spark;
  private final Configuration configuration;

  private PlotJob(SparkSession spark) {
    this.spark = spark;
    this.configuration = spark.sessionState().newHadoopConf();
  }

  /**
   * What to draw.
   *
   * @param runs the directories of runs or of their logs
   * @param output a file that ends in .png, any Hadoop path
   */
  public record PlotSettings(List<String> runs, String output, boolean overwrite) {
    public PlotSettings {
      runs = List.copyOf(runs);
      if (!output.endsWith(".png")) {
        throw BadInputException.at(
            "--output", "a file that ends in .png", BadInputException.quote(output));
      }
      if (runs.size() > RunsPlot.MOST_RUNS) {
        throw tooMany(runs.size());
      }
    }

    private static BadInputException tooMany(int runs) {
      return BadInputException.at(
          "RUN", "at most " + RunsPlot.MOST_RUNS + " runs in a picture", runs + "");
    }
  }

  /** Runs the job. */
  public static void run(SparkSession spark, PlotSettings settings, Console console)
      throws IOException {
    new PlotJob(spark).draw(settings);
    console.say("curves in " + settings.output());
  }

  /**
   * A run that was found.
   *
   * @param title of its picture: data and network, if its record has them
   * @param kind regression, whose accuracies are R², multi-label or classification
   * @param kept the epoch of the model's weights, if its record has it
   */
  private record Found(
      String name, String title, String kind, List<EpochReport> reports, OptionalInt kept) {
    boolean isRegression() {
      return kind.equals(Words.of(Task.REGRESSION));
    }
  }

  private void draw(PlotSettings settings) throws IOException {
    Path output = OutputFile.check(settings.output(), settings.overwrite(), configuration);
    List<Found> found = new ArrayList<>();
    for (String run : withMembers(settings.runs())) {
      Found next = find(run);
      if (!found.isEmpty() && next.isRegression() != found.get(0).isRegression()) {
        throw BadInputException.at(
            run, "a run that can be compared with " + found.get(0).name(), "one of " + next.kind());
      }
      found.add(next);
    }
    String accuracyName = found.get(0).isRegression() ? "R²" : "accuracy";
    Published.write(
        output,
        configuration,
        out -> {
          if (found.size() == 1) {
            Found run = found.get(0);
            CurvesPlot.write(run.title(), accuracyName, run.reports(), run.kept(), out);
          } else {
            List<RunsPlot.Run> runs =
                found.stream().map(f -> new RunsPlot.Run(f.name(), f.reports())).toList();
            RunsPlot.write(found.size() + " runs", accuracyName, runs, out);
          }
        });
  }

  /** Replaces a run that has members by as many members as the picture has room for. */
  private List<String> withMembers(List<String> runs) throws IOException {
    List<String> all = new ArrayList<>();
    for (String run : runs) {
      Location location = Location.of(run, configuration);
      Path members = new Path(location.path(), RunDirectory.MEMBERS);
      if (!Presence.isThere(location.files(), members)) {
        all.add(run);
        continue;
      }
      Listing.of(location.files(), members).stream()
          .map(status -> status.getPath().getName())
          .filter(name -> name.matches("[1-9][0-9]{0,3}")) // others are not members
          .map(Integer::parseInt)
          .sorted()
          .limit(RunsPlot.MOST_RUNS - (runs.size() - 1L))
          .forEach(number -> all.add(run + "/" + RunDirectory.MEMBERS + "/" + number));
    }
    if (all.size() > RunsPlot.MOST_RUNS) {
      throw PlotSettings.tooMany(all.size());
    }
    return all;
  }

  private Found find(String name) throws IOException {
    Location location = Location.of(name, configuration);
    FileSystem files = location.files();
    Path path = location.path();
    boolean isLog = StoredLog.isLog(files, path);
    Path log = isLog ? path : new Path(path, RunDirectory.LOG);
    if (!isLog && !StoredLog.isLog(files, log)) {
      throw BadInputException.at(
          name,
          "the directory of a run with an epoch log, or the log itself",
          location.exists() ? "none" : "nothing at " + path);
    }
    JsonNode run = record(files, new Path(isLog ? path.getParent() : path, RunDirectory.RECORD));
    JsonNode setup = run.path("configuration");
    String title =
        setup.has("network")
            ? RunText.shortName(setup.path("data").asText()) + "  " + setup.path("network").asText()
            : name;
    String kind = kind(setup.path("task").asText());
    return new Found(name, title, kind, StoredLog.reports(spark, log), RunEnd.epochOfModel(run));
  }

  /** The record of a run; a missing node for a log without a run. */
  private static JsonNode record(FileSystem files, Path path) throws IOException {
    return RecordFile.read(files, path).orElseGet(MissingNode::getInstance);
  }

  /** The kind of run; classification if its record has no task. */
  private static String kind(String task) {
    return Stream.of(Task.REGRESSION, Task.MULTI_LABEL)
        .map(Words::of)
        .filter(task::equals)
        .findFirst()
        .orElse(Words.of(Task.CLASSIFICATION));
  }
}
