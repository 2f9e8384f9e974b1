package org.lockstep.spark.cli;

import java.util.Map;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.TrainingJob;
import org.lockstep.spark.run.ExistingOutput;
import org.lockstep.spark.run.RunEnd;
import org.lockstep.spark.run.SourceSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.ScheduleSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}. */
@Command(
    name = "train",
    description = {
      "Trains a network and writes model.npz, log/, run.json and pictures.",
      "Without arguments: preset digits, on the data set inside the jar."
    })
final class TrainCommand extends Subcommand implements SettingsCommand {
  @Option(names = Preset.OPTION, paramLabel = "NAME", description = Preset.HELP)
  private String preset;

  @Mixin private SqlOption sql = new SqlOption();

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return TrainingSettings.CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    TrainingSettings settings = parsed(this::settings);
    RunEnd end =
        Sessions.with(
            "train",
            terminal,
            configuration ->
                TrainingJob.checkOutput(settings, configuration, terminal.console()::notice),
            spark -> new TrainingJob(spark, settings, terminal.console()).run());
    return switch (end.end()) {
      case COMPLETED, MAX_STEPS, CONVERGED, EARLY_STOPPED -> ExitCode.DONE;
      case STOPPED -> ExitCode.FAILED; // stopped from outside
      case DIVERGED -> {
        Complaints.print(
            spec().commandLine(),
            Text.format(
                "[%s] diverged: %s; the last good model was kept; a smaller %s often helps",
                settings.output().directory(), end.detail(), ScheduleSettings.LEARNING_RATE));
        yield ExitCode.DIVERGED;
      }
    };
  }

  private TrainingSettings settings() {
    Map<String, String> given = SettingOptions.given(spec(), catalogue());
    sql.orPath(given.get(SourceSettings.DATA.name()), SourceSettings.DATA + "")
        .ifPresent(data -> given.put(SourceSettings.DATA.name(), data));
    TrainingSettings settings =
        TrainingSettings.of(
            task ->
                SettingOptions.values(
                    Preset.complete(preset, given, catalogue(), task), catalogue()));
    return settings.output().ifThere() == ExistingOutput.RESUME ? settings : settings.toBegin();
  }
}
