package org.lockstep.spark.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.lockstep.spark.job.EvaluationJob;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.run.SourceSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}. */
@Command(
    name = "evaluate",
    description = "Loss and metrics of a model on labelled data.",
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
final class EvaluateCommand implements Callable<Integer>, TakesSettings {
  private static final Catalogue CATALOGUE =
      Commands.reading(ReadingSettings.LABELS, SourceSettings.ROWS, ComputeSettings.BLAS);

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A model.npz, or the directory of a run.")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "D", description = "Labelled rows.")
  private String data;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Draw the confusion matrix, and for models of images the first predictions and the first"
              + " layer's weights.")
  private String pictures;

  @Option(names = "--overwrite", description = "Replace pictures that are there.")
  private boolean overwrite;

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
                        values, data, values.find(ReadingSettings.LABELS), TargetUse.REQUIRED)
                    .withRows(values.get(SourceSettings.ROWS)));
    Optional<EvaluationJob.Drawing> drawing =
        Optional.ofNullable(pictures)
            .map(directory -> new EvaluationJob.Drawing(directory, overwrite));
    Sessions.with(
        "evaluate",
        terminal,
        spark ->
            EvaluationJob.run(
                spark,
                model,
                options,
                values.get(ComputeSettings.BLAS),
                drawing,
                terminal.console()));
    return ExitCode.DONE;
  }
}
