package org.lockstep.spark.read.frame;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.Causes;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.read.source.Format;
import org.lockstep.spark.read.source.Secrets;

/** Turns what Spark or a driver says about a source into one line. */
final class FrameFailures {
  private FrameFailures() {}

  /**
   * Returns the failure in one line.
   *
   * @param place the source, without secrets
   * @param secrets texts that must not appear in the message or in a cause
   */
  static BadInputException told(
      Exception failure, Format format, String place, List<String> secrets) {
    Optional<BadInputException> told = FileErrors.explanation(failure);
    if (told.isPresent()) {
      return told.get();
    }
    String message = Secrets.hide(Causes.rootMessage(failure), secrets);
    Exception cause = secrets.isEmpty() ? failure : null; // its message can hold one
    boolean hasNoDriver =
        format == Format.JDBC
            && (message.contains("No suitable driver")
                || Causes.find(failure, ClassNotFoundException.class).isPresent());
    if (hasNoDriver) {
      return BadInputException.at(
          place, "the database's driver (--jars FILE before the command)", "none for it", cause);
    }
    return BadInputException.at(place, expected(failure, format), message, cause);
  }

  private static String expected(Exception failure, Format format) {
    return switch (format) {
      case SQL -> "a query that Spark can run";
      case TABLE -> "a table that Spark knows";
      case JDBC ->
          Causes.find(failure, SQLException.class).isPresent()
              ? "a database that answers"
              : "options that Spark's reader accepts";
      case PARQUET -> "readable Parquet data";
      default -> "readable " + format.name() + " data";
    };
  }
}
