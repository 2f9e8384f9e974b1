package org.lockstep.spark.read.columns;

import java.util.List;
import org.lockstep.model.data.InputColumn;

/**
 * The columns of a source that become features, as they were read.
 *
 * @param sources the indexes of the columns in the source
 * @param columns the columns, with every category found
 * @param notes what was left out and why, and what is missing; one line each
 */
record ChosenColumns(List<Integer> sources, List<InputColumn> columns, List<String> notes) {
  ChosenColumns {
    sources = List.copyOf(sources);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }
}
