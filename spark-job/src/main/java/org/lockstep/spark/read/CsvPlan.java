package org.lockstep.spark.read;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.data.InputColumn;

/**
 * What every line of a CSV source must look like, as far as its first line tells.
 *
 * @param roles the columns
 * @param hasHeader whether every file begins with a header
 * @param headerFile the name of the file whose header the others must repeat
 * @param expected for each feature, in the order of {@code roles.features()}, what it must be;
 *     empty if that is still to be found out
 */
record CsvPlan(
    Roles roles, boolean hasHeader, String headerFile, Optional<List<InputColumn>> expected) {

  int width() {
    return roles.names().size();
  }

  /** The part of the plan that tasks need, in plain types. */
  CsvChecks checks() {
    return new CsvChecks(this);
  }

  /** Place-independent words for a column: by name, or by number where there is no header. */
  static String words(boolean named, String name) {
    return named ? "column '" + name + "'" : "column " + name;
  }

  /** A problem found in a line: what is wrong, and how far into the chunk. */
  static final class Problem implements Serializable {
    private static final long serialVersionUID = 1L;

    final long line;
    final String expected;
    final String found;

    Problem(long line, String expected, String found) {
      this.line = line;
      this.expected = expected;
      this.found = found;
    }
  }
}
