package org.lockstep.spark.table;

import java.io.Serializable;
import java.util.Optional;

/**
 * How the rows to hold out are chosen.
 *
 * @param byClass whether every class gives the same share
 * @param column whose values are held out whole; empty: each row is chosen by itself
 */
public record SplitRule(boolean byClass, Optional<SplitColumn> column) implements Serializable {
  /** Each row by itself, whatever its class. */
  public static final SplitRule ROWS = new SplitRule(false, Optional.empty());
}
