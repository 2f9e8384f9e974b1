package org.lockstep.spark.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockstep.model.data.Task;
import org.lockstep.model.gradcheck.ArrayCheck;
import org.lockstep.model.gradcheck.GradientCheck;
import org.lockstep.model.text.Text;
import org.lockstep.spark.job.GradientCheckJob;
import org.lockstep.spark.job.GradientCheckJob.GradientCheckSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.DataSettings;
import org.lockstep.spark.settings.LoopSettings;
import org.lockstep.spark.settings.NetworkSettings;
import org.lockstep.spark.settings.Preset;
import org.lockstep.spark.settings.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gradcheck}. */
@Command(
    name = "gradcheck",
    description = {
      "Compares a network's gradient with differences of its loss.",
      "In double precision, at its initial weights, on the first rows of its data; exits with 1"
          + " if a relative error is above",
      "1e-6. Elements whose difference would cross a kink of an activation, the loss or --l1 are"
          + " counted, not compared.",
      "Without arguments: preset digits."
    })
final class GradCheckCommand extends Subcommand implements SettingsCommand {
  @Option(names = Preset.OPTION, paramLabel = "NAME", description = Preset.HELP)
  private String preset;

  @Option(names = "--check-rows", paramLabel = "N", description = "Rows of the batch [10].")
  private int rows = 10;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Elements of each parameter array to compare, all if it has no more [200].")
  private int samples = 200;

  @Mixin private Terminal terminal;

  @Override
  public Catalogue catalogue() {
    return GradientCheckJob.CATALOGUE;
  }

  @Override
  public Integer call() throws Exception {
    GradientCheckSettings settings = parsed(this::settings);
    List<ArrayCheck> checks =
        Sessions.with(
            "gradcheck",
            terminal,
            spark -> new GradientCheckJob(spark, settings, terminal.console()).run());
    Optional<ArrayCheck> worst =
        checks.stream()
            .filter(check -> !check.isOk())
            .max(Comparator.comparingDouble(ArrayCheck::worst));
    worst.ifPresent(check -> Complaints.print(spec().commandLine(), failure(check)));
    return worst.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Why an array failed the check, on one line. */
  static String failure(ArrayCheck check) {
    if (check.checked() == 0) {
      return Text.format(
          "[gradcheck] expected elements of %s away from kinks but found none; try another %s or"
              + " %s",
          check.array().name(), NetworkSettings.INIT, LoopSettings.SEED);
    }
    return Text.format(
        "[gradcheck] expected relative errors of at most %.0e but found %.1e at %s: %s by"
            + " backpropagation, %s by differences",
        GradientCheck.TOLERANCE, check.worst(), check.place(), check.analytic(), check.numerical());
  }

  private GradientCheckSettings settings() {
    Map<String, String> given = SettingOptions.given(spec(), catalogue());
    Task task =
        Optional.ofNullable(given.get(DataSettings.TASK.name()))
            .map(DataSettings.TASK::parse)
            .orElse(Task.CLASSIFICATION);
    SettingValues values =
        SettingOptions.values(Preset.complete(preset, given, catalogue(), task), catalogue());
    return GradientCheckSettings.of(values, rows, samples);
  }
}
