package org.lockstep.spark.cli;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.predict.NotFiniteException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.fit.TaskFailures;
import org.lockstep.spark.read.source.InputErrors;
import org.lockstep.spark.settings.OptionNames;
import org.lockstep.spark.settings.Preset;
import picocli.CommandLine;

/** Turns a failure into one line and an exit code. */
final class Failures {
  private Failures() {}

  static int handle(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    Optional<NotFiniteException> notFinite = Causes.find(failure, NotFiniteException.class);
    boolean badInput = InputErrors.unwrap(failure) instanceof BadInputException;
    String message =
        badInput
            ? OptionNames.messageOf(InputErrors.unwrap(failure))
            : notFinite
                .map(Throwable::getMessage)
                .or(() -> ResourceShortage.describe(failure))
                .or(() -> TaskFailures.describe(failure))
                .orElseGet(() -> describe(failure));
    if (badInput && InputErrors.isAbsence(message)) {
      String preset = line.getParseResult().matchedOptionValue(Preset.OPTION, "");
      message += Preset.hint(preset).orElse("");
    }
    message += clusterHint(message, Sessions.master(new SparkConf()));
    String place = message.startsWith("[") ? "" : "[" + line.getCommandName() + "] ";
    Complaints.print(line, place + message);
    if (line.getParseResult().hasMatchedOption("--verbose")) {
      Complaints.trace(line, failure);
    }
    return badInput
        ? ExitCode.BAD_INPUT
        : notFinite.isPresent() ? ExitCode.DIVERGED : ExitCode.FAILED;
  }

  /**
   * What to write instead, if a path that a cluster's nodes look up on their own disks is absent.
   */
  static String clusterHint(String message, String master) {
    boolean isAbsent = InputErrors.isAbsence(message) || message.contains("does not exist");
    return isAbsent && message.contains("file:/") && Sessions.isCluster(master)
        ? "; each node of a cluster looks on its own disk: write hdfs://..., or copy the file to"
            + " the same path on every node"
        : "";
  }

  /** The failure and its root cause, on one line. */
  private static String describe(Throwable failure) {
    Throwable root = Causes.root(failure);
    String what = firstLine(failure);
    String why = firstLine(root);
    return what.contains(bare(root)) ? what : what + ": " + why;
  }

  /** The message without the class name, if there is a message. */
  private static String bare(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? firstLine(failure)
        : message.lines().findFirst().orElseThrow();
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    boolean ours = line.startsWith("[");
    return ours ? line : failure.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
  }
}
