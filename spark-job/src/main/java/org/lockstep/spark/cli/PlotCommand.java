package org.lockstep.spark.cli;

import java.util.List;
import org.lockstep.spark.job.PlotJob;
import org.lockstep.spark.job.PlotJob.PlotSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plot}. */
@Command(
    name = "plot",
    description = {
      "Draws loss and accuracy (R² for regression) of runs by epoch.",
      "For one run, the curves of training, validation and test rows; for several, in one plot,"
          + " the curves of",
      "validation rows if all have some, otherwise of test rows, otherwise of training rows."
    })
final class PlotCommand extends Subcommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "The directory of a run, or of its log, any Hadoop path; up to ten.")
  private List<String> runs;

  @Option(
      names = "--output",
      paramLabel = "F.png",
      description = "The picture to write, any Hadoop path [curves.png].")
  private String output = "curves.png";

  @Option(names = "--overwrite", description = "Replace the picture.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    PlotSettings settings = parsed(() -> new PlotSettings(runs, output, overwrite));
    Sessions.with(
        "plot",
        terminal,
        spark -> {
          PlotJob.run(spark, settings, terminal.console());
          return null;
        });
    return ExitCode.DONE;
  }
}
