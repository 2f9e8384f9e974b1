package org.lockstep.spark.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.RunEnd;
import org.lockstep.spark.job.TrainingJob;
import org.lockstep.spark.job.TrainingSettings;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.TargetUse;
import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code train}. */
@Command(
    name = "train",
    description = {
      "Trains a network and writes model.npz, log/, run.json and pictures.",
      "Without arguments: preset digits, on the data set inside the jar."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = Preset.OPTION,
      paramLabel = "NAME",
      description =
          "A named job whose settings any other option overrides: digits, mnist, cifar10-shallow,"
              + " cifar10-deep, cats, multi-linear.")
  @SuppressWarnings(
      "UnusedVariable") // for the help: expanded before the command line is parsed, see Preset
  private String preset;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "Training rows: a file, a directory or a glob, on any Hadoop file system.")
  private String data;

  @Option(
      names = "--rows",
      paramLabel = "FROM:TO",
      description =
          "Train on these rows only, counted from 0 in the order of the files, TO not among them"
              + " [all that are not held out].")
  private String rows;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "Labels of IDX images, or of an array of HDF5 or npz.")
  private String labels;

  @Option(names = "--test", paramLabel = "PATH", description = "Test rows.")
  private String test;

  @Option(names = "--test-labels", paramLabel = "PATH", description = "Labels of --test.")
  private String testLabels;

  @Option(
      names = "--test-rows",
      paramLabel = "FROM:TO",
      description = "Which rows of --test; without it, rows of --data to hold out.")
  private String testRows;

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      description = "Hold out this share of the training rows for the test.")
  private double testFraction;

  @Option(names = "--validation", paramLabel = "PATH", description = "Validation rows.")
  private String validation;

  @Option(
      names = "--validation-labels",
      paramLabel = "PATH",
      description = "Labels of --validation.")
  private String validationLabels;

  @Option(
      names = "--validation-rows",
      paramLabel = "FROM:TO",
      description = "Which rows of --validation; without it, rows of --data to hold out.")
  private String validationRows;

  @Option(
      names = "--validation-fraction",
      paramLabel = "F",
      description = "Hold out this share of the training rows for validation.")
  private double validationFraction;

  @Mixin private DataOptions dataOptions;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "classification, binary or regression [from the target].")
  private Task task;

  @Option(
      names = "--scale",
      paramLabel = "KIND",
      description =
          "none, unit (bytes/255), center, standard or minmax, fitted on the training rows [unit"
              + " for bytes, else standard].")
  private Scaling.Kind scale;

  @Mixin private NetworkOptions network;
  @Mixin private OptimizerOptions optimizer;
  @Mixin private RunOptions run;
  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    TrainingSettings settings = settings();
    RunEnd end =
        Sessions.with(
            "train", terminal, spark -> new TrainingJob(spark, settings, terminal.console()).run());
    return switch (end.end()) {
      case COMPLETED, MAX_STEPS, EARLY_STOPPED -> ExitCode.DONE;
      case STOPPED -> ExitCode.FAILED; // the process is being ended from outside
      case DIVERGED -> {
        Complaints.tell(
            spec.commandLine(),
            Text.format(
                "[%s] diverged: %s; the last good model was kept; a smaller --learning-rate often"
                    + " helps",
                settings.run().output(), end.detail()));
        yield ExitCode.DIVERGED;
      }
    };
  }

  /** What the options say. */
  TrainingSettings settings() {
    try {
      checkLabels("--test-labels", testLabels, "--test", test);
      checkLabels("--validation-labels", validationLabels, "--validation", validation);
      TrainingSettings.Data source =
          new TrainingSettings.Data(
              read("--rows", data, labels, rows).orElseThrow(),
              read("--test-rows", test, testLabels, testRows),
              read("--validation-rows", validation, validationLabels, validationRows),
              heldOut("--test", test, testRows, testFraction),
              heldOut("--validation", validation, validationRows, validationFraction),
              Optional.ofNullable(task),
              Optional.ofNullable(scale));
      return new TrainingSettings(
          source, network.settings(), optimizer.settings(), run.settings(defaultOutput(data)));
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Optional<ReadOptions> read(
      String option, String path, String labelsOfPath, String rowsOfPath) {
    return Optional.ofNullable(path)
        .map(p -> dataOptions.read(p, labelsOfPath, TargetUse.REQUIRED))
        .map(read -> read.withRows(dataOptions.range(option, rowsOfPath)));
  }

  /** What is held out of the training data for a part that may have a file of its own. */
  private static HeldOut heldOut(String option, String path, String rowsOfPart, double share) {
    HeldOut fraction = HeldOut.fraction(option + "-fraction", share);
    if (path != null || rowsOfPart == null) {
      return fraction;
    }
    if (fraction.isAny()) {
      throw BadInputException.at(option, option + "-rows or " + option + "-fraction", "both");
    }
    return new HeldOut.Rows(RowRange.parse(option + "-rows", rowsOfPart));
  }

  private static void checkLabels(String option, String value, String of, String path) {
    if (value != null && path == null) {
      throw BadInputException.at(option, of + " with it", option + " alone");
    }
  }

  private static String defaultOutput(String data) {
    String name = data.replaceAll("/+$", "").replaceAll(".*[/:]", "");
    String stem = name.replaceAll("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    return "runs/" + (stem.isEmpty() ? "data" : stem);
  }
}
