package org.lockstep.spark.read.source;

import java.util.List;
import org.lockstep.model.error.BadInputException;

/** Refuses options that choose columns, which data of items does not have. */
public final class ItemColumns {
  private ItemColumns() {}

  /**
   * Checks that no columns are requested.
   *
   * @param format the format for messages, in the plural
   */
  public static void refuse(ReadOptions options, String place, String format) {
    if (options.roles().weight().isPresent()) {
      throw BadInputException.at(
          place,
          "no weight column, which " + format + " do not have",
          BadInputException.quote(options.roles().weight().get()));
    }
    options.roles().kept().refuseColumns(place, format);
    boolean isUsual =
        options.roles().target().isEmpty() || options.roles().target().equals(List.of("label"));
    if (!isUsual && options.roles().targetUse() == TargetUse.REQUIRED) {
      throw BadInputException.at(
          place, "the labels as the target of " + format, Roles.list(options.roles().target()));
    }
  }
}
