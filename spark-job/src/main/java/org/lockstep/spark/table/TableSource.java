package org.lockstep.spark.table;

import java.util.Optional;
import org.lockstep.model.data.InputSchema;

/** Rows that can be had as a table: files, or a DataFrame. */
public interface TableSource {
  /** What users call it, for messages: a path, or {@code the DataFrame}. */
  String name();

  /** Where its rows' weights are, for messages. */
  String weightPlace();

  /**
   * All of its rows, checked.
   *
   * @param expected the input of the training data, to which these must conform; empty for the
   *     training data itself
   * @throws org.lockstep.model.error.BadInputException naming the first bad place
   */
  Table table(Optional<InputSchema> expected);
}
