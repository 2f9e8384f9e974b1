package org.lockstep.spark.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockstep.model.data.Scaling;
import org.lockstep.model.data.Task;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.gradcheck.GradientCheck;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.GradientCheckJob;
import org.lockstep.spark.job.GradientCheckJob.GradientCheckSettings;
import org.lockstep.spark.read.TargetUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradcheck}. */
@Command(
    name = "gradcheck",
    description = {
      "Compares a network's gradient with differences of its loss.",
      "In double precision, at its initial weights, on the first rows of its data; ends with 1"
          + " where a relative error is above",
      "1e-6. Elements whose difference would cross a kink of relu are counted, not compared.",
      "Without arguments: preset digits."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class GradCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = Preset.OPTION,
      paramLabel = "NAME",
      description = "The network and data of a named job; any other option overrides.")
  @SuppressWarnings(
      "UnusedVariable") // for the help: expanded before the command line is parsed, see Preset
  private String preset;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "Labelled rows: a file, a directory or a glob, on any Hadoop file system.")
  private String data;

  @Option(names = "--labels", paramLabel = "PATH", description = "Labels of IDX images.")
  private String labels;

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
          "none, unit (bytes/255), center, standard or minmax, fitted to all rows [unit for bytes,"
              + " else standard].")
  private Scaling.Kind scale;

  @Mixin private NetworkOptions network;

  @Option(
      names = "--l2",
      paramLabel = "LAMBDA",
      description = "Adds ½·λ·‖W‖² over weights, not biases [0].")
  private double l2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of initial weights, dropout and the choice of elements [1].")
  private long seed = 1;

  @Option(names = "--check-rows", paramLabel = "N", description = "Rows of the batch [10].")
  private int rows = 10;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Elements of each parameter array to compare, all where it has no more [200].")
  private int samples = 200;

  @Option(
      names = "--blas",
      paramLabel = "NAME",
      description = "auto, native (fail without) or java [auto].")
  private BlasChoice blas = BlasChoice.AUTO;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    GradientCheckSettings settings = settings();
    List<ArrayCheck> checks =
        Sessions.with(
            "gradcheck",
            terminal,
            spark -> new GradientCheckJob(spark, settings, terminal.console()).run());
    Optional<ArrayCheck> worst =
        checks.stream()
            .filter(check -> !check.isOk())
            .max(Comparator.comparingDouble(ArrayCheck::worst));
    worst.ifPresent(check -> Complaints.tell(spec.commandLine(), failure(check)));
    return worst.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** What is wrong with an array, on one line. */
  static String failure(ArrayCheck check) {
    if (check.checked() == 0) {
      return Text.format(
          "[gradcheck] expected elements of %s away from kinks but found none; another --init or"
              + " --seed may have some",
          check.array().name());
    }
    return Text.format(
        "[gradcheck] expected relative errors of at most %.0e but found %.1e at %s: %s by"
            + " backpropagation, %s by differences",
        GradientCheck.TOLERANCE, check.worst(), check.place(), check.analytic(), check.numerical());
  }

  private GradientCheckSettings settings() {
    try {
      return new GradientCheckSettings(
          dataOptions.read(data, labels, TargetUse.REQUIRED),
          Optional.ofNullable(task),
          Optional.ofNullable(scale),
          network.settings(),
          l2,
          seed,
          rows,
          samples,
          blas);
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
