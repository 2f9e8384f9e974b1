package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;

/** What is known about the labels before any row is read. */
sealed interface Labels {
  /** Whether one column holds several labels, as a vector or an array. */
  boolean inArray();

  /** Classes, given by their numbers from 0. */
  record Classes(Optional<List<String>> names) implements Labels {
    /** The largest label determines the number of classes. */
    static final Classes UNKNOWN = new Classes(Optional.empty());

    @Override
    public boolean inArray() {
      return false;
    }
  }

  /** Numbers to predict. */
  record Numbers(boolean inArray) implements Labels {}

  /** Several labels for each row, each of which applies or not: 1 or 0. */
  record Several(boolean inArray) implements Labels {}
}
