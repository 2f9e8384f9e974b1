package org.lockstep.spark.fit;

import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SplitRule;

/**
 * Which of the training data's rows are used for what.
 *
 * @param used rows that are used at all, those held out by number excepted
 * @param seed of a random choice
 * @param rule of that choice
 */
public record Division(RowRange used, HeldOut validation, HeldOut test, long seed, SplitRule rule) {
  /** All rows are trained on. */
  public static final Division NONE =
      new Division(RowRange.ALL, new HeldOut.None(), new HeldOut.None(), 0, SplitRule.ROWS);

  boolean isAny() {
    return validation.isAny() || test.isAny() || !used.equals(RowRange.ALL);
  }

  /** Whether rows of the others are chosen to be held out. */
  boolean chooses() {
    return validation.share() + test.share() > 0 || test instanceof HeldOut.Later;
  }
}
