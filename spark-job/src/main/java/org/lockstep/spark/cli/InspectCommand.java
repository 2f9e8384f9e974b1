package org.lockstep.spark.cli;

import java.util.List;
import java.util.Optional;
import org.lockstep.spark.job.InspectionJob;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ColumnSettings;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect}. */
@Command(
    name = "inspect",
    description = "Describes a run, its checkpoints, a model, an epoch log, or data.")
final class InspectCommand extends Subcommand implements SettingsCommand {
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              new Section("Options", List.of(ReadingSettings.LABELS)),
              ReadingSettings.SECTION,
              ColumnSettings.SECTION));

  @Parameters(paramLabel = "PATH", arity = "0..1", description = "Any Hadoop path.")
  private String path;

  @Mixin private SqlOption sql = new SqlOption();

  @Option(names = "--csv", description = "Print the epoch log as CSV.")
  private boolean csv;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the profile of a data file as a page.")
  private String html;

  @Option(names = "--overwrite", description = "Replace the page.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    SettingValues values = parsed(() -> SettingOptions.values(spec(), CATALOGUE));
    ReadOptions options =
        parsed(
            () ->
                ReadOptions.of(
                    values,
                    sql.orRequiredPath(path, "PATH", "PATH", spec().name()),
                    values.find(ReadingSettings.LABELS),
                    TargetUse.PROFILED));
    Sessions.with(
        "inspect",
        terminal,
        spark -> {
          new InspectionJob(spark, options, terminal.console())
              .run(csv, Optional.ofNullable(html), overwrite);
          return null;
        });
    return ExitCode.DONE;
  }
}
