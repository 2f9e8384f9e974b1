package org.lockstep.serve;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.lockstep.model.error.BadInputException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes a mistake on the command line in one line, worded as in the other commands. */
final class UsageMistakes {
  private UsageMistakes() {}

  static String describe(ParameterException mistake) {
    if (mistake.getCause() instanceof BadInputException ours) {
      return ours.getMessage();
    }
    return toBadInput(mistake).getMessage();
  }

  private static BadInputException toBadInput(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      return BadInputException.at(
          "command line",
          "an option of serve",
          BadInputException.quote(unmatched.getUnmatched().get(0))
              + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }
    if (mistake instanceof OverwrittenOptionException twice) {
      return BadInputException.at(nameOf(twice.getOverwritten()), "this option once", "it twice");
    }
    if (mistake instanceof MissingParameterException missing) {
      boolean ofAnOption = !missing.getMessage().startsWith("Missing required option");
      return ofAnOption
          ? BadInputException.at(nameOf(missing.getMissing().get(0)), "a value", "nothing")
          : BadInputException.at(
              "serve",
              missing.getMissing().stream().map(UsageMistakes::withValue).collect(joining(" and ")),
              "nothing");
    }
    return BadInputException.at(
        nameOf(mistake.getArgSpec()),
        "a whole number",
        BadInputException.quote(String.valueOf(mistake.getValue())));
  }

  private static String nameOf(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : "command line";
  }

  private static String withValue(ArgSpec argument) {
    return nameOf(argument) + " " + argument.paramLabel();
  }
}
