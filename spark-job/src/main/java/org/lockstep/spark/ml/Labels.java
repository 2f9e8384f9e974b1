package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;

/** What is known of the labels before a row is read. */
sealed interface Labels {
  /** Whether one column holds several, as a vector or an array. */
  boolean inArray();

  /** They are classes, by their numbers from 0. */
  record Classes(Optional<List<String>> names) implements Labels {
    /** As many as the largest label says. */
    static final Classes UNKNOWN = new Classes(Optional.empty());

    @Override
    public boolean inArray() {
      return false;
    }
  }

  /** They are numbers to predict. */
  record Numbers(boolean inArray) implements Labels {}

  /** They are several for each row, each of which applies or not: 1 or 0. */
  record Several(boolean inArray) implements Labels {}
}
