package org.lockstep.spark.cli;

import java.util.Optional;
import java.util.OptionalInt;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.job.EvaluatedData;
import org.lockstep.spark.job.EvaluationJob;
import org.lockstep.spark.job.EvaluationRows;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.SettingValues;
import org.lockstep.spark.settings.ThresholdSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}. */
@Command(name = "evaluate", description = "Loss and metrics of a model on labelled data.")
final class EvaluateCommand extends Subcommand implements SettingsCommand {
  private static final Catalogue CATALOGUE =
      Commands.reading(
          ReadingSettings.LABELS,
          EvaluationRows.ROWS,
          ThresholdSettings.THRESHOLD,
          ThresholdSettings.FALSE_POSITIVE_COST,
          ThresholdSettings.FALSE_NEGATIVE_COST,
          ComputeSettings.BLAS);

  private static final String DATA = "--data";

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = DATA,
      paramLabel = "D",
      description =
          "Labelled rows [those of the model's run, for --rows test, validation or train].")
  private String data;

  @Mixin private SqlOption sql = new SqlOption();

  @Option(
      names = EvaluationJob.TOP_K,
      paramLabel = "K",
      description =
          "Print how often the true class is among the K likeliest [5, for more than 10 classes].")
  private Integer topK;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Draw the confusion matrix, the curves of two classes or the residuals of numbers, and"
              + " for models of images the first predictions and the first layer's weights.")
  private String pictures;

  @Option(names = "--overwrite", description = "Replace existing pictures.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    SettingValues values = parsed(() -> SettingOptions.values(spec(), CATALOGUE));
    EvaluatedData rows = parsed(() -> rows(values));
    EvaluationJob.Asked asked = parsed(() -> asked(values));
    Optional<EvaluationJob.Drawing> drawing =
        Optional.ofNullable(pictures)
            .map(directory -> new EvaluationJob.Drawing(directory, overwrite));
    Sessions.with(
        "evaluate",
        terminal,
        spark ->
            EvaluationJob.run(
                spark,
                model.path(),
                rows,
                values.given(ComputeSettings.BLAS),
                asked,
                drawing,
                terminal.console()));
    return ExitCode.DONE;
  }

  private EvaluatedData rows(SettingValues values) {
    return RequestedRows.of(values, sql.orPath(data, DATA))
        .orElseThrow(() -> sql.missing(DATA + " D", spec().name()));
  }

  private EvaluationJob.Asked asked(SettingValues values) {
    if (topK != null && topK < 1) {
      throw BadInputException.at(EvaluationJob.TOP_K, "at least 1", topK.toString());
    }
    return new EvaluationJob.Asked(
        topK == null ? OptionalInt.empty() : OptionalInt.of(topK), ThresholdSettings.of(values));
  }
}
