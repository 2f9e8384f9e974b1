package org.lockstep.spark.fit;

import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;

/**
 * Which of the training data's rows are used for what.
 *
 * @param used rows that are used at all, those held out by number excepted
 * @param seed of a random choice
 */
public record Division(RowRange used, HeldOut validation, HeldOut test, long seed) {
  /** All rows are trained on. */
  public static final Division NONE =
      new Division(RowRange.ALL, new HeldOut.None(), new HeldOut.None(), 0);

  boolean isAny() {
    return validation.isAny() || test.isAny() || !used.equals(RowRange.ALL);
  }
}
