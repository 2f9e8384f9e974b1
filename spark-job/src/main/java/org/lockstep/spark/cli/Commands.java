package org.lockstep.spark.cli;

import java.util.List;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.run.OutputSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.sweep.SweepResult;
import picocli.CommandLine.Model.CommandSpec;

/** Helpers that several commands share. */
final class Commands {
  /** The options of train, except those that a sweep or a search sets for its cells. */
  static final Catalogue OF_CELLS =
      TrainingSettings.CATALOGUE.without(
          OutputSettings.OUTPUT, OutputSettings.OVERWRITE, OutputSettings.RESUME);

  private Commands() {}

  /**
   * The exit code of a command that trained cells. Complains on stderr if it trained none.
   *
   * @param cells what to call them in the message
   */
  static int end(CommandSpec command, SweepResult result, String output, String cells) {
    if (result.best().isPresent()) {
      return ExitCode.DONE;
    }
    Complaints.print(
        command.commandLine(),
        Text.format(
            "[%s] none of the %d %s was trained; the table says why",
            output, result.outcomes().size(), cells));
    return ExitCode.FAILED;
  }

  /** The settings for reading data, and these in addition. */
  static Catalogue reading(Setting<?>... more) {
    return new Catalogue(List.of(new Section("Options", List.of(more)), ReadingSettings.SECTION));
  }
}
