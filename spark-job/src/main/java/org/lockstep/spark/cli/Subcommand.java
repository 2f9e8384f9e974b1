package org.lockstep.spark.cli;

import java.util.concurrent.Callable;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.settings.OptionNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common; picocli inherits the annotation's values. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Lockstep.Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true)
abstract class Subcommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** This command, as picocli describes it. */
  final CommandSpec spec() {
    return spec;
  }

  /** Reads the command's settings. A mistake in them counts as a usage error. */
  final <T> T parsed(Callable<T> settings) throws Exception {
    try {
      return settings.call();
    } catch (BadInputException e) {
      throw new ParameterException(spec.commandLine(), OptionNames.messageOf(e), e);
    }
  }
}
