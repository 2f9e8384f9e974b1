package org.lockstep.spark.cli;

import java.util.concurrent.Callable;
import org.lockstep.spark.job.InspectionJob;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect}. */
@Command(
    name = "inspect",
    description = "Describes a run, its checkpoints, a model, an epoch log or a data file.",
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class InspectCommand implements Callable<Integer>, TakesSettings {
  private static final Catalogue CATALOGUE = Commands.reading(ReadingSettings.LABELS);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "Any Hadoop path.")
  private String path;

  @Option(names = "--csv", description = "Print the epoch log as CSV.")
  private boolean csv;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    SettingValues values = Commands.told(spec, () -> SettingOptions.values(spec, CATALOGUE));
    ReadOptions options =
        Commands.told(
            spec,
            () ->
                ReadOptions.of(
                    values, path, values.find(ReadingSettings.LABELS), TargetUse.IF_PRESENT));
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
