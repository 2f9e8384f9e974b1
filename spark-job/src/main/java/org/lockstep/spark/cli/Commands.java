package org.lockstep.spark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.read.source.ReadingSettings;
import org.lockstep.spark.settings.Catalogue;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Section;
import org.lockstep.spark.settings.Setting;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands have in common. */
final class Commands {
  private Commands() {}

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
