package org.lockstep.spark.cli;

import java.util.List;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for a mistake on the command line. */
final class UsageErrors {
  /** Options people expect behind the command because spark-submit has them. */
  private static final Set<String> OF_SPARK =
      Set.of(
          "--archives",
          "--class",
          "--conf",
          "--deploy-mode",
          "--driver-class-path",
          "--driver-cores",
          "--driver-java-options",
          "--driver-memory",
          "--executor-cores",
          "--executor-memory",
          "--files",
          "--jars",
          "--keytab",
          "--master",
          "--name",
          "--num-executors",
          "--packages",
          "--principal",
          "--properties-file",
          "--queue",
          "--supervise",
          "--total-executor-cores");

  private UsageErrors() {}

  static int handle(ParameterException mistake, String[] args) {
    mistake.getCommandLine().getErr().println("lockstep: " + describe(mistake));
    return ExitCode.USAGE;
  }

  static String commands(CommandSpec spec) {
    return String.join(", ", spec.subcommands().keySet());
  }

  private static String describe(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return describeUnmatched(unmatched);
    }
    if (mistake.getCause() instanceof BadInputException badInput) {
      return badInput.getMessage();
    }
    String message = mistake.getMessage().lines().findFirst().orElse("");
    if (message.startsWith("[")) {
      return message;
    }
    String place =
        mistake.getArgSpec() instanceof CommandLine.Model.OptionSpec option
            ? option.longestName()
            : "command line";
    // picocli's own words for a failed conversion repeat the option's name.
    int expected = message.indexOf("expected ");
    return "[" + place + "] " + (expected >= 0 ? message.substring(expected) : message);
  }

  private static String describeUnmatched(UnmatchedArgumentException mistake) {
    CommandLine line = mistake.getCommandLine();
    String found = mistake.getUnmatched().get(0);
    String name = found.contains("=") ? found.substring(0, found.indexOf('=')) : found;
    if (OF_SPARK.contains(name)) {
      return ("[%1$s] expected Spark's options before the command:"
              + " scripts/lockstep %1$s ... %2$s, or spark-submit %1$s ... lockstep.jar %2$s")
          .formatted(name, line.getCommandName());
    }
    List<String> near = mistake.getSuggestions();
    String expected =
        found.startsWith("-") || line.getSubcommands().isEmpty()
            ? "an option of " + line.getCommandName()
            : "one of " + commands(line.getCommandSpec());
    return "[command line] expected %s but found %s%s"
        .formatted(
            expected,
            BadInputException.quote(found),
            near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
  }
}
