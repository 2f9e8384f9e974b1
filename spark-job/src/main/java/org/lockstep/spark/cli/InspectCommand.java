package org.lockstep.spark.cli;

import java.util.concurrent.Callable;
import org.lockstep.spark.job.InspectionJob;
import org.lockstep.spark.read.ReadOptions;
import org.lockstep.spark.read.TargetUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}. */
@Command(
    name = "inspect",
    description = "Describes a run, its checkpoints, a model, an epoch log or a data file.",
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", description = "Any Hadoop path.")
  private String path;

  @Option(names = "--csv", description = "Print the epoch log as CSV.")
  private boolean csv;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "Labels of IDX images, or of an array of HDF5 or npz.")
  private String labels;

  @Mixin private DataOptions dataOptions;
  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception {
    ReadOptions options = dataOptions.read(path, labels, TargetUse.IF_PRESENT);
    Sessions.with(
        "inspect",
        terminal,
        spark -> {
          new InspectionJob(spark, options, terminal.console()).run(csv);
          return null;
        });
    return ExitCode.DONE;
  }
}
