package org.lockstep.spark.read.text;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.text.Text;
import org.lockstep.spark.read.source.Roles;

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
    return named ? "column '" + Text.brief(name) + "'" : "column " + name;
  }
}
