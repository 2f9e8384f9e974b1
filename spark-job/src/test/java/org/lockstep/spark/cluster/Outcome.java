package org.lockstep.spark.cluster;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The exit code and the output of a process.
 *
 * @param exitCode its exit status
 * @param stdout everything it wrote to standard output
 * @param stderr everything it wrote to standard error
 */
public record Outcome(int exitCode, String stdout, String stderr) {
  private static final Pattern WAITING =
      Pattern.compile("Note {6}(still connecting to|connected to|Spark has run no task for) .*");

  /** What it wrote to standard error, except for notes about waiting on a slow machine. */
  public String complaints() {
    return stderr
        .lines()
        .filter(line -> !WAITING.matcher(line).matches())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
