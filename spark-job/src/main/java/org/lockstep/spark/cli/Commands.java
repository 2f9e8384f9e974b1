package org.lockstep.spark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.run.OutputSettings;
import org.lockstep.spark.run.TrainingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import org.lockstep.spark.sweep.SweepResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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
    Complaints.tell(
        command.commandLine(),
        Text.format(
            "[%s] none of the %d %s was trained; the table says why",
            output, result.outcomes().size(), cells));
    return ExitCode.FAILED;
  }

  /** Reads a command's settings. A mistake in them counts as a usage error. */
  static <T> T told(CommandSpec command, Callable<T> settings) throws Exception {
    try {
      return settings.call();
    } catch (BadInputException e) {
      throw new ParameterException(command.commandLine(), OptionNames.messageOf(e), e);
    }
  }

  /** The settings for reading data, and these in addition. */
  static Catalogue reading(Setting<?>... more) {
    return new Catalogue(List.of(new Section("Options", List.of(more)), ReadingSettings.SECTION));
  }
}
