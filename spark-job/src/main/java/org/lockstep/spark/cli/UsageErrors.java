package org.lockstep.spark.cli;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.text.Text;
import org.lockstep.spark.settings.OptionNames;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a mistake on the command line into one line. */
final class UsageErrors {
  /** Spark's options, which people put after the command although they belong before it. */
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
    Complaints.print(mistake.getCommandLine(), describe(mistake));
    return ExitCode.USAGE;
  }

  static String commands(CommandSpec spec) {
    return String.join(", ", spec.subcommands().keySet());
  }

  /** Refuses an option in the command's position; picocli would go on and complain about others. */
  static void checkCommandFirst(CommandSpec spec, String[] args) {
    if (args.length > 0 && args[0].startsWith("-") && spec.findOption(args[0]) == null) {
      throw BadInputException.at(
          "command line",
          "a command first, one of " + commands(spec) + ",",
          BadInputException.quote(args[0]));
    }
  }

  private static String describe(ParameterException mistake) {
    return OptionNames.messageOf(toBadInput(mistake));
  }

  /** Rewords picocli's messages. */
  private static BadInputException toBadInput(ParameterException mistake) {
    if (mistake.getCause() instanceof BadInputException badInput) {
      return badInput;
    }
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (mistake instanceof MissingParameterException missing) {
      return missing(missing);
    }
    String message = mistake.getMessage().lines().findFirst().orElse("");
    ArgSpec argument =
        mistake instanceof OverwrittenOptionException twice
            ? twice.getOverwritten()
            : mistake.getArgSpec();
    String place = argument instanceof OptionSpec option ? option.longestName() : "command line";
    if (mistake instanceof OverwrittenOptionException) {
      return BadInputException.at(place, "this option once", "it twice");
    }
    // The message of our own converters; picocli puts the option's name before it.
    int expected = message.indexOf("expected ");
    return BadInputException.because(place, expected >= 0 ? message.substring(expected) : message);
  }

  private static BadInputException missing(MissingParameterException mistake) {
    String message = mistake.getMessage();
    if (mistake.getMissing().size() == 1
        && mistake.getMissing().get(0) instanceof OptionSpec option
        && !message.startsWith("Missing required option")) {
      int found = message.lastIndexOf(" but found ");
      return BadInputException.at(
          option.longestName(),
          option.paramLabel(),
          found < 0 ? "nothing" : message.substring(found + " but found ".length()));
    }
    String names =
        mistake.getMissing().stream().map(UsageErrors::withValue).collect(joining(" and "));
    return BadInputException.at(mistake.getCommandLine().getCommandName(), names, "nothing");
  }

  private static String withValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  private static BadInputException unmatched(UnmatchedArgumentException mistake) {
    CommandLine line = mistake.getCommandLine();
    String found = mistake.getUnmatched().get(0);
    String name = found.replaceFirst("=.*", "");
    if (OF_SPARK.contains(name)) {
      return BadInputException.because(
          name,
          Text.format(
              "expected Spark's options before the command:"
                  + " scripts/lockstep %1$s ... %2$s, or spark-submit %1$s ... lockstep.jar %2$s",
              name, line.getCommandName()));
    }
    boolean isWord = !found.startsWith("-");
    boolean isCommand = isWord && !line.getSubcommands().isEmpty();
    List<String> near =
        isWord && line.getCommandSpec().findOption("--data") != null
            ? List.of("--data " + found)
            : OptionSuggestions.of(mistake);
    return BadInputException.at(
        "command line",
        isCommand
            ? "one of " + commands(line.getCommandSpec())
            : "an option of " + line.getCommandName(),
        BadInputException.quote(found)
            + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
  }
}
