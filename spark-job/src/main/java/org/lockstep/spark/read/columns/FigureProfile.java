package org.lockstep.spark.read.columns;

import java.io.Serializable;
import org.lockstep.spark.read.source.Figure;

/**
 * Whether the texts of a column are numbers as people write them, with the sign of one currency,
 * with the percent sign, or with none. A class and not a record, which Kryo cannot carry.
 */
final class FigureProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Tally tally; // null if not needed
  private long count;
  private boolean mayBe = true; // every text so far is a number
  private boolean mayBeCodes = true; // no text says otherwise
  private String sign = ""; // the only one
  private String example; // the first text
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /**
   * An empty profile.
   *
   * @param counts whether to count values
   */
  FigureProfile(boolean counts) {
    tally = counts ? new Tally() : null;
  }

  /** Whether all texts so far are such numbers. */
  boolean mayBe() {
    return mayBe;
  }

  /** Adds a text, and its number; null if it is not one. */
  void add(String text, Figure figure) {
    if (figure == null) {
      mayBe = false;
      return;
    }
    take(figure.sign());
    mayBeCodes &= figure.mayBeCode();
    example = example == null ? text : example;
    count++;
    min = Math.min(min, figure.value());
    max = Math.max(max, figure.value());
    if (tally != null) {
      tally.add(figure.value());
    }
  }

  private void take(String other) {
    mayBe &= sign.isEmpty() || other.isEmpty() || sign.equals(other);
    sign = sign.isEmpty() ? other : sign;
  }

  /** Adds the texts of the rows that follow. */
  void append(FigureProfile other) {
    mayBe &= other.mayBe;
    take(other.sign);
    mayBeCodes &= other.mayBeCodes;
    example = example == null ? other.example : example;
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    if (tally != null) {
      tally.append(other.tally);
    }
  }

  /**
   * Whether a column holds numbers. If all its texts are written like codes, it holds codes: {@code
   * (1200)} is negative only beside numbers without brackets.
   *
   * @param texts the number of the column's texts, except those that mean a missing value
   * @param plain the number of plain numbers beside them; among percentages there must be none,
   *     since they could be shares of 1
   */
  boolean areAll(long texts, long plain) {
    boolean isOfOneKind = plain == 0 ? !mayBeCodes : !sign.equals("%");
    return mayBe && count > 0 && count == texts && isOfOneKind;
  }

  /** The first text. */
  String example() {
    return example;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  Tally tally() {
    return tally;
  }
}
