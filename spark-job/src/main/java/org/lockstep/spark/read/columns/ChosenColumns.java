package org.lockstep.spark.read.columns;

import java.util.List;
import org.lockstep.model.data.InputColumn;

/**
 * The columns of a source that become features, as they were read.
 *
 * @param sources which columns of the source they are
 * @param columns the same, with every category that there is
 * @param notes what was left out and why, and what is missing; a line each
 */
record ChosenColumns(List<Integer> sources, List<InputColumn> columns, List<String> notes) {
  ChosenColumns {
    sources = List.copyOf(sources);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }
}
