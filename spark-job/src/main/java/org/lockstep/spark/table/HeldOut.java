package org.lockstep.spark.table;

import java.io.Serializable;

/** The rows of the training data that are held out from training. */
public sealed interface HeldOut extends Serializable {

  /** Whether any rows are held out. */
  default boolean isAny() {
    return !(this instanceof None);
  }

  /** No rows. */
  record None() implements HeldOut {}

  /** A share of the rows, chosen at random; at least 0 and less than 1. */
  record Fraction(double share) implements HeldOut {
    public Fraction {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException("a share of " + share);
      }
    }
  }

  /** Rows by number. */
  record Rows(RowRange range) implements HeldOut {}

  /** Rows from the point at which a column is split. */
  record Later() implements HeldOut {}

  /** Holds out a share of the rows; 0 holds out nothing. */
  static HeldOut fraction(double share) {
    return share == 0 ? new None() : new Fraction(share);
  }

  /** The share to choose at random. */
  default double share() {
    return 0;
  }
}
