package org.lockstep.spark.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockstep.spark.job.EvaluatedData;
import org.lockstep.spark.job.EvaluationRows;
import org.lockstep.spark.job.ImportanceJob;
import org.lockstep.spark.job.ImportanceSettings;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.ComputeSettings;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code importance}. */
@Command(
    name = "importance",
    description = {
      "Measures how much worse a model gets when each column is shuffled, on rows that it was not"
          + " trained on;",
      "and what it predicts, on average, for each value of a column."
    })
final class ImportanceCommand extends Subcommand implements SettingsCommand {
  private static final Catalogue CATALOGUE =
      Commands.reading(
          ReadingSettings.LABELS,
          EvaluationRows.ROWS,
          ImportanceSettings.METRIC,
          ImportanceSettings.REPEATS,
          ImportanceSettings.SEED,
          ComputeSettings.BLAS);

  private static final String DATA = "--data";

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = DATA,
      paramLabel = "D",
      description =
          "Labelled rows [the test rows of the model's run, otherwise its validation rows].")
  private String data;

  @Mixin private SqlOption sql = new SqlOption();

  @Option(
      names = ImportanceSettings.DEPENDENCE,
      paramLabel = "COL[,COL]",
      description =
          "Print the mean prediction for each value of a column, or of two; can be given several"
              + " times.")
  private List<String> dependences = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write tables and pictures [importance, next to the model].")
  private String output;

  @Option(names = "--overwrite", description = "Replace existing tables and pictures.")
  private boolean overwrite;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    SettingValues values = parsed(() -> SettingOptions.values(spec(), CATALOGUE));
    Optional<EvaluatedData> rows = parsed(() -> rows(values));
    ImportanceSettings settings = parsed(() -> ImportanceSettings.of(values, columns()));
    Sessions.with(
        "importance",
        terminal,
        spark -> {
          ImportanceJob.run(
              spark,
              model.path(),
              rows,
              values.given(ComputeSettings.BLAS),
              settings,
              new ImportanceJob.Output(Optional.ofNullable(output), overwrite),
              terminal.console());
          return null;
        });
    return ExitCode.DONE;
  }

  private Optional<EvaluatedData> rows(SettingValues values) {
    Optional<EvaluatedData> rows = RequestedRows.of(values, sql.orPath(data, DATA));
    if (rows.isEmpty()) {
      if (values.given(EvaluationRows.ROWS).isPresent()) {
        throw sql.missing(DATA + " D", spec().name());
      }
      RequestedRows.checkReading(values, spec().name() + " without " + DATA);
    }
    return rows;
  }

  private List<List<String>> columns() {
    return dependences.stream().map(text -> Arrays.stream(text.split(",", -1)).toList()).toList();
  }
}
