package org.lockstep.spark.table;

import java.util.Optional;
import org.lockstep.model.data.InputSchema;

/** A source of rows that can be read as a table: files, or a DataFrame. */
public interface TableSource {
  /** What users call it, for messages: a path, or {@code the DataFrame}. */
  String name();

  /** The place of the rows' weights, for messages. */
  String weightPlace();

  /**
   * Reads and checks all rows.
   *
   * @param expected the input of the training data, which these rows must match; empty for the
   *     training data itself
   * @throws org.lockstep.model.error.BadInputException naming the first bad place
   */
  Table table(Optional<InputSchema> expected);
}
