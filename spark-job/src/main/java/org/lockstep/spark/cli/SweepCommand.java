package org.lockstep.spark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.SweepJob;
import org.lockstep.spark.job.SweepJob.SweepSettings;
import org.lockstep.spark.job.TrainingSettings;
import org.lockstep.spark.sweep.Cell;
import org.lockstep.spark.sweep.Grid;
import org.lockstep.spark.sweep.SweepResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code sweep}. Has every option of {@code train} too, as text: each cell is parsed as a command
 * line of {@code train}, so that whatever trains can be swept.
 */
@Command(
    name = "sweep",
    description = {
      "Trains every combination of a grid of options, and compares them.",
      "The table is Markdown on the screen, and sweep.csv, sweep.parquet and sweep.png in the"
          + " output directory. Each cell",
      "leaves a run directory there. The best cell is the one with the highest accuracy (R² for",
      "regression) on validation rows; without such, on test rows; without either, in training.",
      "A cell that diverges or fails is told in its row; ends with 1 where none was trained.",
      "Without data: preset digits."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class SweepCommand implements Callable<Integer> {
  /** Cells are compared on the same rows, and write where the sweep says. */
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

  @Spec private CommandSpec spec;

  @Option(
      names = "--grid",
      required = true,
      paramLabel = "GRID",
      description =
          "Options and their values, as in \"hidden=50;100,20 learning-rate=0.1;0.5\", or a file"
              + " with one OPTION=VALUE;VALUE;... on each line and # before comments.")
  private String grid;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Any Hadoop path [runs/NAME-sweep, after the preset or the data].")
  private String output;

  @Option(names = "--overwrite", description = "Replace what a sweep of ours wrote there.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  /** Gives the sweep what train has and it has not. */
  static void addOptionsOfTrain(CommandLine lockstep) {
    CommandSpec sweep = lockstep.getSubcommands().get("sweep").getCommandSpec();
    for (OptionSpec option : lockstep.getSubcommands().get("train").getCommandSpec().options()) {
      boolean isOfSweeps = sweep.findOption(option.longestName()) == null;
      if (isOfSweeps && !option.longestName().equals(RunOptions.RESUME)) {
        boolean isFlag = option.arity().max() == 0;
        sweep.addOption(
            OptionSpec.builder(option.names())
                .paramLabel(option.paramLabel())
                .description(option.description())
                .arity(isFlag ? "0" : "1")
                .type(isFlag ? boolean.class : String.class)
                .hidden(option.hidden())
                .build());
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    SweepSettings settings = settings();
    SweepResult result =
        Sessions.with(
            "sweep", terminal, spark -> new SweepJob(spark, settings, terminal.console()).run());
    if (result.best().isPresent()) {
      return ExitCode.DONE;
    }
    Complaints.tell(
        spec.commandLine(),
        Text.format(
            "[%s] none of the %d cells was trained; the table says why",
            settings.output(), settings.cells().size()));
    return ExitCode.FAILED;
  }

  private SweepSettings settings() throws IOException {
    try {
      Grid parsed = Grid.of(grid);
      CommandLine train = train();
      List<String> own = own();
      check(parsed, train.getCommandSpec(), own);
      List<Cell> cells = parsed.cells();
      String directory =
          output == null ? parse(cells.get(0), own, List.of()).run().output() + "-sweep" : output;
      List<TrainingSettings> runs = new ArrayList<>();
      for (Cell cell : cells) {
        runs.add(parse(cell, own, List.of("--output=" + directory + "/" + cell.directory())));
      }
      return new SweepSettings(parsed, cells, runs, directory, overwrite);
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private CommandLine train() {
    CommandLine train = new CommandLine(TrainCommand.class, spec.commandLine().getFactory());
    train.setCaseInsensitiveEnumValuesAllowed(true);
    Values.register(train);
    return train;
  }

  /** What was given of the options of train, as {@code --name=value}. */
  private List<String> own() {
    List<String> own = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (option.userObject() != null) {
        continue; // a field of this command
      }
      boolean isFlag = option.arity().max() == 0;
      option
          .originalStringValues()
          .forEach(value -> own.add(option.longestName() + (isFlag ? "" : "=" + value)));
    }
    return own;
  }

  private static void check(Grid grid, CommandSpec train, List<String> own) {
    Set<String> given = new HashSet<>();
    own.forEach(option -> given.add(option.replaceFirst("=.*", "").substring(2)));
    for (Grid.Dimension dimension : grid.dimensions()) {
      String name = dimension.option();
      OptionSpec option = train.findOption("--" + name);
      if (option == null) {
        List<String> near =
            new UnmatchedArgumentException(train.commandLine(), List.of("--" + name))
                .getSuggestions();
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
            "an option that is not about data, output or this screen",
            BadInputException.quote(name));
      }
      if (given.contains(name)) {
        throw BadInputException.at(
            dimension.place(), "each option once", "--" + name + " beside the grid too");
      }
    }
  }

  /** A cell's settings, as train would have them from the same options. */
  private TrainingSettings parse(Cell cell, List<String> own, List<String> more) {
    List<String> args = new ArrayList<>(List.of("train"));
    args.addAll(own);
    for (int i = 0; i < cell.options().size(); i++) {
      args.add("--" + cell.options().get(i) + "=" + cell.values().get(i));
    }
    args.addAll(more);
    List<String> expanded = Preset.expand(args);
    CommandLine train = train();
    try {
      train.parseArgs(expanded.subList(1, expanded.size()).toArray(String[]::new));
      TrainCommand command = train.getCommand();
      return command.settings();
    } catch (ParameterException e) {
      throw UsageErrors.toBadInput(e);
    }
  }
}
