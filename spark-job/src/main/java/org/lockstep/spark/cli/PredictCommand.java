package org.lockstep.spark.cli;

import java.util.Optional;
import org.lockstep.spark.job.PredictionFormat;
import org.lockstep.spark.job.PredictionJob;
import org.lockstep.spark.job.PredictionJob.PredictionSettings;
import org.lockstep.spark.read.source.KeptColumns;
import org.lockstep.spark.read.source.ReadOptions;
import org.lockstep.spark.read.source.TargetUse;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}. */
@Command(
    name = "predict",
    description = "One prediction per input row, in input order, as CSV or Parquet.")
final class PredictCommand extends Subcommand implements SettingsCommand {
  private static final Catalogue CATALOGUE =
      Commands.reading(PredictionJob.CARRY, PredictionJob.FORMAT, ComputeSettings.BLAS);

  private static final String DATA = "--data";

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = DATA, paramLabel = "D", description = "Rows, with or without targets.")
  private String data;

  @Mixin private SqlOption sql = new SqlOption();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "F",
      description = "The file to write, any Hadoop path.")
  private String output;

  @Option(names = "--probabilities", description = "Add the probability of every class.")
  private boolean probabilities;

  @Option(names = "--kaggle", description = "Write ImageId,Label, with ImageId from 1.")
  private boolean kaggle;

  @Option(names = "--overwrite", description = "Replace the output file.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    PredictionSettings settings = parsed(this::settings);
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
    SettingValues values = SettingOptions.values(spec(), CATALOGUE);
    String rows = sql.orRequiredPath(data, DATA, DATA + " D", spec().name());
    return new PredictionSettings(
        model.path(),
        ReadOptions.of(values, rows, Optional.empty(), TargetUse.IF_PRESENT)
            .withKept(new KeptColumns(Optional.empty(), values.get(PredictionJob.CARRY))),
        output,
        values.find(PredictionJob.FORMAT).orElseGet(() -> PredictionFormat.of(output)),
        probabilities,
        kaggle,
        overwrite,
        values.get(ComputeSettings.BLAS));
  }
}
