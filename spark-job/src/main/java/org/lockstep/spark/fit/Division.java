package org.lockstep.spark.fit;

import org.lockstep.spark.table.HeldOut;
import org.lockstep.spark.table.RowRange;
import org.lockstep.spark.table.SplitRule;

/**
 * Says which rows of the training data are used for what.
 *
 * @param used the rows that are used at all, in addition to those held out by number
 * @param seed of the random choice
 * @param rule of that choice
 */
public record Division(RowRange used, HeldOut validation, HeldOut test, long seed, SplitRule rule) {
  /** All rows are trained on. */
  public static final Division NONE =
      new Division(RowRange.ALL, new HeldOut.None(), new HeldOut.None(), 0, SplitRule.ROWS);

  boolean isAny() {
    return validation.isAny() || test.isAny() || !used.equals(RowRange.ALL);
  }

  /** Whether held-out rows have to be chosen, rather than given by number. */
  boolean chooses() {
    return validation.share() + test.share() > 0 || test instanceof HeldOut.Later;
  }
}
