package org.lockstep.spark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.job.SweepJob;
import org.lockstep.spark.job.SweepJob.SweepSettings;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.OutputSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.SweepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code sweep}. Also has every option of {@code train}, as text. Each cell is parsed as a command
 * line of {@code train}, so that every training option can be swept.
 */
@Command(
    name = "sweep",
    description = {
      "Trains every combination of a grid of options, and compares them.",
      "The table is Markdown on the screen, and sweep.csv, sweep.parquet and sweep.png in the"
          + " output directory. Each cell",
      "leaves a run directory there. The best cell is the one with the highest accuracy (R² for",
      "regression) on validation rows; without them, on test rows; without either, in training.",
      "The row of a cell that diverges or fails says so; exits with 1 if none was trained.",
      "Without data: preset digits."
    })
final class SweepCommand extends Subcommand implements SettingsCommand {
  /**
   * Options that cannot vary: cells are compared on the same rows, and the sweep decides where they
   * write.
   */
  private static final Set<String> NOT_SWEPT =
      Set.of(
          "preset",
          "data",
          "labels",
          "rows",
          "image-size",
          "format",
          "header",
          "target",
          "weight",
          "task",
          "output",
          "overwrite",
          "quiet",
          "verbose",
          "resume",
          "checkpoint-every",
          "help",
          "version");

  @Option(names = Preset.OPTION, paramLabel = "NAME", description = Preset.HELP)
  private String preset;

  @Option(
      names = "--grid",
      required = true,
      paramLabel = "GRID",
      description =
          "Options and their values, as in \"hidden=50;100,20 learning-rate=0.1;0.5\", or a file"
              + " with one OPTION=VALUE;VALUE;... on each line; # begins a comment.")
  private String grid;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Any Hadoop path [runs/NAME-sweep, named after the preset or the data].")
  private String output;

  @Option(names = "--overwrite", description = "Replace an earlier sweep there.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  /** The settings of train, except those that a sweep sets itself or that concern a single run. */
  @Override
  public Catalogue catalogue() {
    return Commands.OF_CELLS;
  }

  @Override
  public Integer call() throws Exception {
    SweepSettings settings = parsed(this::settings);
    SweepResult result =
        Sessions.with(
            "sweep", terminal, spark -> new SweepJob(spark, settings, terminal.console()).run());
    return Commands.end(spec(), result, settings.output(), "cells");
  }

  private SweepSettings settings() throws IOException {
    Grid parsed = Grid.of(grid);
    Map<String, String> own = SettingOptions.given(spec(), Commands.OF_CELLS);
    check(parsed, own.keySet());
    List<Cell> cells = parsed.cells();
    String directory =
        output == null ? settings(cells.get(0), own).output().directory() + "-sweep" : output;
    List<TrainingSettings> runs = new ArrayList<>();
    for (Cell cell : cells) {
      Map<String, String> ofCell = new LinkedHashMap<>(own);
      ofCell.put(OutputSettings.OUTPUT.name(), directory + "/" + cell.directory());
      runs.add(settings(cell, ofCell));
    }
    return new SweepSettings(
        parsed, cells, runs, directory, overwrite ? ExistingOutput.REPLACE : ExistingOutput.REFUSE);
  }

  private void check(Grid grid, Set<String> given) {
    for (Grid.Dimension dimension : grid.dimensions()) {
      String name = dimension.option();
      if (Commands.OF_CELLS.find(name).isEmpty() && !NOT_SWEPT.contains(name)) {
        List<String> near =
            OptionSuggestions.of(
                new UnmatchedArgumentException(
                    spec().commandLine(), List.of(OptionNames.of(name))));
        throw BadInputException.at(
            dimension.place(),
            "an option of train",
            BadInputException.quote(name)
                + (near.isEmpty()
                    ? ""
                    : "; did you mean " + String.join(" or ", near).replace("--", "") + "?"));
      }
      if (NOT_SWEPT.contains(name) || name.startsWith("test") || name.startsWith("validation")) {
        throw BadInputException.at(
            dimension.place(),
            "an option that does not concern data, output or this screen",
            BadInputException.quote(name));
      }
      if (given.contains(name)) {
        throw BadInputException.at(
            dimension.place(), "each option once", OptionNames.of(name) + " outside the grid too");
      }
    }
  }

  /** A cell's settings, as train would read them from the same options. */
  private TrainingSettings settings(Cell cell, Map<String, String> own) {
    Map<String, String> texts = new LinkedHashMap<>(own);
    for (int i = 0; i < cell.options().size(); i++) {
      texts.put(cell.options().get(i), cell.values().get(i));
    }
    Catalogue all = TrainingSettings.CATALOGUE;
    return TrainingSettings.of(
            task -> SettingOptions.values(Preset.complete(preset, texts, all, task), all))
        .toBegin();
  }
}
