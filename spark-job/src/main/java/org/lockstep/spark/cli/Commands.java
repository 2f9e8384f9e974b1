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

/** What commands have in common. */
final class Commands {
  /** The options of train, but for those that its cells have from a sweep or a search. */
  static final Catalogue OF_CELLS =
      TrainingSettings.CATALOGUE.without(
          OutputSettings.OUTPUT, OutputSettings.OVERWRITE, OutputSettings.RESUME);

  private Commands() {}

  /**
   * How a command ends that has trained cells; where none was, that is told.
   *
   * @param cells what they are called
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

  /** What a command was told; what is wrong with that is a mistake in its use. */
  static <T> T told(CommandSpec command, Callable<T> settings) throws Exception {
    try {
      return settings.call();
    } catch (BadInputException e) {
      throw new ParameterException(command.commandLine(), OptionNames.messageOf(e), e);
    }
  }

  /** The settings of a command that reads data, and these. */
  static Catalogue reading(Setting<?>... more) {
    return new Catalogue(List.of(new Section("Options", List.of(more)), ReadingSettings.SECTION));
  }
}
