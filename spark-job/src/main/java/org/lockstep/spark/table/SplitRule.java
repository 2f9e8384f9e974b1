package org.lockstep.spark.table;

import java.io.Serializable;
import java.util.Optional;

/**
 * Says how the rows to hold out are chosen.
 *
 * @param byClass whether the same share of every class is held out
 * @param column the column whose rows with the same value are held out together; empty: each row is
 *     chosen on its own
 */
public record SplitRule(boolean byClass, Optional<SplitColumn> column) implements Serializable {
  /** Chooses each row on its own, whatever its class. */
  public static final SplitRule ROWS = new SplitRule(false, Optional.empty());
}
