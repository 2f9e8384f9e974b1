package org.lockstep.spark.ml;

import java.util.List;
import java.util.Optional;

/** What is known of the labels before a row is read. */
sealed interface Labels {

  /** They are classes, by their numbers from 0. */
  record Classes(Optional<List<String>> names) implements Labels {
    /** As many as the largest label says. */
    static final Classes UNKNOWN = new Classes(Optional.empty());
  }

  /**
   * They are numbers to predict.
   *
   * @param inArray whether one column holds several, as a vector or an array
   */
  record Numbers(boolean inArray) implements Labels {}
}
