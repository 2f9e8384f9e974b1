package org.lockstep.spark.table;

import java.io.Serializable;

/** Which of the training data's rows are kept from training. */
public sealed interface HeldOut extends Serializable {

  /** Whether any are. */
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

  /** Rows behind the point where a column is cut. */
  record Later() implements HeldOut {}

  /** A share; 0 holds out nothing. */
  static HeldOut fraction(double share) {
    return share == 0 ? new None() : new Fraction(share);
  }

  /** The share to choose at random. */
  default double share() {
    return 0;
  }
}
