package org.lockstep.spark.table;

import java.util.List;
import java.util.Optional;
import org.lockstep.model.data.TargetSchema;

/**
 * The targets of a table.
 *
 * @param names the target columns' names; empty if there is no target
 * @param place the place of the targets, for messages: {@code train.csv:column label}, a file of
 *     labels, {@code pets.zip:folders}; the data itself if there is no target
 * @param encoded the meaning of the targets, if they already are numbers with that meaning
 */
public record TargetColumns(List<String> names, String place, Optional<TargetSchema> encoded) {
  public TargetColumns {
    names = List.copyOf(names);
  }

  /** Targets that have no meaning yet. */
  public TargetColumns(List<String> names, String place) {
    this(names, place, Optional.empty());
  }
}
