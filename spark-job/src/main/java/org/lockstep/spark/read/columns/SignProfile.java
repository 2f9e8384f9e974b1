package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.util.List;
import org.lockstep.spark.read.source.Figure;

/**
 * The currency and percent signs in a column that is known to hold numbers. A column can have one
 * sign; if it is the percent sign, every number must have it. A class and not a record, which Kryo
 * cannot carry.
 */
final class SignProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private String sign; // the first; null for none
  private long position; // of its text
  private String text;
  private long otherPosition;
  private String otherText; // the first with another sign; null for none
  private long figures;

  /** Adds a text that is a number as people write it. */
  void add(long at, String value, Figure figure) {
    figures++;
    if (figure.sign().isEmpty()) {
      return;
    }
    if (sign == null) {
      sign = figure.sign();
      position = at;
      text = value;
    } else if (otherText == null && !sign.equals(figure.sign())) {
      otherPosition = at;
      otherText = value;
    }
  }

  /** Adds the signs of the rows that follow, whose positions and texts are not needed. */
  void append(SignProfile other) {
    figures += other.figures;
    if (sign == null) {
      sign = other.sign;
    }
  }

  /** A text that does not fit the others, and its position. */
  record Odd(long position, String text) {}

  /**
   * The texts of a chunk that do not fit.
   *
   * @param all the signs of all chunks
   * @param numbers the number of numbers in all chunks, plain ones and others
   */
  List<Odd> odd(SignProfile all, long numbers) {
    boolean isAmongPlain = "%".equals(all.sign) && numbers > all.figures;
    if (sign != null && (isAmongPlain || !sign.equals(all.sign))) {
      return List.of(new Odd(position, text));
    }
    return otherText == null ? List.of() : List.of(new Odd(otherPosition, otherText));
  }
}
