package org.lockstep.spark.read.columns;

import org.lockstep.model.data.DateForm;
import org.lockstep.spark.read.source.Figure;
import org.lockstep.spark.read.source.Numbers;

/** One row of a source, by column. */
public interface Cells {
  /** Whether there is no value in a column. */
  boolean isMissing(int column);

  /** Whether there is no value in a column of numbers, where more words mean that. */
  default boolean isMissingNumber(int column) {
    return isMissing(column);
  }

  /** What is expected of the text in a column, if it cannot be read; null if it can. */
  default String unreadable(int column) {
    return null;
  }

  /** Whether a text was meant to be a number, but is not one: infinite, or with a decimal comma. */
  default boolean isBrokenNumber(int column) {
    return Numbers.isBroken(text(column));
  }

  /** The finite number in a column; NaN if it holds something else. */
  double number(int column);

  /** The number in a column as people write it, with its sign; null if it is not one. */
  default Figure figure(int column) {
    return null;
  }

  /** The seconds from 1970 to the date in a column; NaN if it holds no date of this form. */
  default double seconds(int column, DateForm form) {
    return form.seconds(text(column));
  }

  /** The value in a column, as text. */
  String text(int column);

  /** The value in a column, as text that is kept unchanged; null if there is none. */
  default String carried(int column) {
    return text(column);
  }

  /**
   * The ML vector, or the bytes, in a column that holds all features by itself; null if one of its
   * elements is null.
   */
  default Object whole(int column) {
    throw new UnsupportedOperationException("no column of vectors");
  }
}
