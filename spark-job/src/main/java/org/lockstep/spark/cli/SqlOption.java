package org.lockstep.spark.cli;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import picocli.CommandLine.Option;

/** The option {@code --sql}, an alternative to a path for naming rows. */
final class SqlOption {
  private static final String NAME = "--sql";

  @Option(
      names = NAME,
      paramLabel = "QUERY",
      description = "Rows from a Spark SQL query: the same as the path sql:QUERY.")
  private String sql;

  /**
   * What to read; empty if not given.
   *
   * @param path the given path; null for none
   * @param option the option for the path
   */
  Optional<String> orPath(String path, String option) {
    if (sql != null && path != null) {
      throw BadInputException.at(NAME, NAME + " or " + option, "both");
    }
    return Optional.ofNullable(sql == null ? path : "sql:" + sql);
  }

  /** The same if rows are required; {@code said} names them in messages. */
  String orRequiredPath(String path, String option, String said, String command) {
    return orPath(path, option).orElseThrow(() -> missing(said, command));
  }

  /** The complaint that rows are required but missing; {@code said} names them. */
  BadInputException missing(String said, String command) {
    return BadInputException.at(command, said + " or " + NAME + " QUERY", "nothing");
  }
}
