package org.lockstep.spark.read.columns;

import org.lockstep.model.data.DateForm;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.Numbers;

/** One row of a source, by column. */
public interface Cells {
  /** Whether there is no value in a column. */
  boolean isMissing(int column);

  /** Whether there is none in a column of numbers, in which more words say so. */
  default boolean isMissingNumber(int column) {
    return isMissing(column);
  }

  /** What is expected of the text in a column, if it cannot be read; null if it can. */
  default String unreadable(int column) {
    return null;
  }

  /** Whether a text was meant to be a number, but is none: infinite, or with a decimal comma. */
  default boolean isBrokenNumber(int column) {
    return Numbers.isBroken(text(column));
  }

  /** The finite number in a column; NaN where it holds something else. */
  double number(int column);

  /** The number in a column as people write it, with a sign behind it; null where it is none. */
  default Figure figure(int column) {
    return null;
  }

  /** The seconds from 1970 on to the date in a column; NaN where it holds no date of this form. */
  default double seconds(int column, DateForm form) {
    return form.seconds(text(column));
  }

  /** What a column holds, as text. */
  String text(int column);

  /** What a column holds, as text that is kept as it is; null where it holds nothing. */
  default String carried(int column) {
    return text(column);
  }

  /**
   * The ML vector, or the bytes, in a column that holds all features by itself; null where an
   * element of it is null.
   */
  default Object whole(int column) {
    throw new UnsupportedOperationException("no column of vectors");
  }
}
