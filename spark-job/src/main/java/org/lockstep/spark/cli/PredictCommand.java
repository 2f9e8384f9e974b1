package org.lockstep.spark.cli;

import java.util.concurrent.Callable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.math.BlasChoice;
import org.lockstep.spark.job.PredictionJob;
import org.lockstep.spark.job.PredictionJob.PredictionSettings;
import org.lockstep.spark.read.TargetUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code predict}. */
@Command(
    name = "predict",
    description = "One prediction per input row, in input order, as CSV.",
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A model.npz, or the directory of a run.")
  private String model;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Rows, with or without targets.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "F",
      description = "The CSV file to write, any Hadoop path.")
  private String output;

  @Option(names = "--probabilities", description = "Add the probability of every class.")
  private boolean probabilities;

  @Option(names = "--kaggle", description = "Write ImageId,Label, with ImageId from 1.")
  private boolean kaggle;

  @Option(names = "--overwrite", description = "Replace the output file.")
  private boolean overwrite;

  @Option(
      names = "--blas",
      paramLabel = "NAME",
      description = "auto, native (fail without) or java [auto].")
  private BlasChoice blas = BlasChoice.AUTO;

  @Mixin private DataOptions dataOptions;
  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    PredictionSettings settings = settings();
    Sessions.with(
        "predict",
        terminal,
        spark -> {
          new PredictionJob(spark, settings).run(terminal.console());
          return null;
        });
    return ExitCode.DONE;
  }

  private PredictionSettings settings() {
    try {
      return new PredictionSettings(
          model,
          dataOptions.read(data, null, TargetUse.IF_PRESENT),
          output,
          probabilities,
          kaggle,
          overwrite,
          blas);
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
