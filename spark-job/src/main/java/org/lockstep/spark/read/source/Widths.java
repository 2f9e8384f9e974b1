package org.lockstep.spark.read.source;

import org.lockstep.model.data.CategoryColumn;
import org.lockstep.model.data.InputColumn;
import org.lockstep.model.data.InputSchema;
import org.lockstep.model.data.TextColumn;
import org.lockstep.model.error.BadInputException;

/** Checks data that is one vector per row against a schema: only the width can be compared. */
public final class Widths {
  private Widths() {}

  /**
   * Checks that vectors of the given width are what a schema expects.
   *
   * @throws BadInputException if they are not, or if it expects text
   */
  public static void check(InputSchema expected, int width, String place) {
    checkNumbers(expected, place);
    if (expected.values() != width) {
      throw BadInputException.at(place, expected.values() + " features", Integer.toString(width));
    }
  }

  /**
   * Checks that a schema expects only numbers, for a format that has nothing else.
   *
   * @throws BadInputException if it expects text
   */
  public static void checkNumbers(InputSchema expected, String place) {
    for (InputColumn column : expected.columns()) {
      if (column instanceof CategoryColumn || column instanceof TextColumn) {
        throw BadInputException.at(
            place, "text in column " + BadInputException.quote(column.name()), "only numbers");
      }
    }
  }
}
