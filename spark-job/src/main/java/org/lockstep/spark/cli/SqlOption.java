package org.lockstep.spark.cli;

import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import picocli.CommandLine.Option;

/** Another way to say where rows are. */
final class SqlOption {
  private static final String NAME = "--sql";

  @Option(
      names = NAME,
      paramLabel = "QUERY",
      description = "Rows by a query of Spark SQL: the same as sql:QUERY for a path.")
  private String sql;

  /**
   * What to read; empty where nothing is said.
   *
   * @param path that is given; null for none
   * @param option that gives it
   */
  Optional<String> orPath(String path, String option) {
    if (sql != null && path != null) {
      throw BadInputException.at(NAME, NAME + " or " + option, "both");
    }
    return Optional.ofNullable(sql == null ? path : "sql:" + sql);
  }

  /** The same, where something must be said: {@code said}, for messages. */
  String orRequiredPath(String path, String option, String said, String command) {
    return orPath(path, option).orElseThrow(() -> missing(said, command));
  }

  /** That nothing is said where something must be: {@code said}. */
  BadInputException missing(String said, String command) {
    return BadInputException.at(command, said + " or " + NAME + " QUERY", "nothing");
  }
}
