package org.lockstep.spark.read.source;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;

/**
 * What columns are for other than features, as far as it is given.
 *
 * @param target the target columns' names, or their numbers from 1 if there is no header; empty:
 *     the column named "label", or the last column of a CSV without header
 * @param targetUse whether a target is required
 * @param usualTarget the target columns of the model that the data is for; used if {@code target}
 *     is empty and the data has them
 * @param weight the column of row weights
 * @param kept columns that are kept as they are
 */
public record RoleOptions(
    List<String> target,
    TargetUse targetUse,
    List<String> usualTarget,
    Optional<String> weight,
    KeptColumns kept) {
  public RoleOptions {
    target = List.copyOf(target);
    usualTarget = List.copyOf(usualTarget);
    for (String column : target) {
      if (column.isBlank()) {
        throw BadInputException.at(ReadingSettings.TARGET + "", "names of columns", "an empty one");
      }
      if (Collections.frequency(target, column) > 1) {
        throw BadInputException.at(
            ReadingSettings.TARGET + "",
            "distinct columns",
            BadInputException.quote(column) + " twice");
      }
      if (kept.split().equals(Optional.of(column))) {
        throw BadInputException.at(
            Mention.of("split-by"),
            "a column other than the target",
            BadInputException.quote(column) + " for both");
      }
      if (weight.equals(Optional.of(column))) {
        throw BadInputException.at(
            ReadingSettings.WEIGHT + "",
            "a column other than the target",
            BadInputException.quote(column) + " for both");
      }
    }
  }

  /** Roles in data that no model has seen yet. */
  public RoleOptions(List<String> target, TargetUse targetUse, Optional<String> weight) {
    this(target, targetUse, List.of(), weight, KeptColumns.NONE);
  }

  RoleOptions withUsualTarget(List<String> names) {
    return new RoleOptions(target, targetUse, names, weight, kept);
  }

  RoleOptions withKept(KeptColumns others) {
    return new RoleOptions(target, targetUse, usualTarget, weight, others);
  }
}
