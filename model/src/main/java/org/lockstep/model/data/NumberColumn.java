package org.lockstep.model.data;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A column of one number per row, some of which can be missing. A raw value is the number, or NaN
 * if it is missing. The column's first feature is the number less {@code origin}. An optional
 * second feature is 1 if the number is missing and 0 if it is not.
 *
 * @param fill the number that replaces a missing one; empty if none can be missing
 * @param indicator whether a feature says if the number is missing
 * @param origin subtracted before the number is rounded to the precision of the model, so that
 *     numbers far from 0 and close to each other stay distinct; 0 for all others
 * @param coerces whether a text among the numbers counts as a missing one; otherwise it is an error
 */
public record NumberColumn(
    String name, OptionalDouble fill, boolean indicator, double origin, boolean coerces)
    implements InputColumn {
  /** Leaves floats 14 of their 24 bits for the differences between the numbers. */
  private static final double FAR = 1 << 10;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  public NumberColumn {
    if (!Double.isFinite(fill.orElse(0)) || !Double.isFinite(origin)) {
      throw new IllegalArgumentException(
          "column " + name + " has the fill " + fill + " and the origin " + origin);
    }
    if (indicator && fill.isEmpty()) {
      throw new IllegalArgumentException("column " + name + " has an indicator but no fill");
    }
  }

  /** A column in which a text is an error. */
  public NumberColumn(String name, OptionalDouble fill, boolean indicator, double origin) {
    this(name, fill, indicator, origin, false);
  }

  /** A column none of whose numbers can be missing. */
  public static NumberColumn of(String name) {
    return new NumberColumn(name, OptionalDouble.empty(), false, 0);
  }

  /**
   * Returns the origin for numbers that are so far from 0, and so close to each other, that floats
   * would not tell them apart: a date in milliseconds. 0 for all others, and if there are none.
   *
   * @param min the smallest number; greater than {@code max} if there are none
   */
  public static double originOf(double min, double max) {
    double size = Math.max(Math.abs(min), Math.abs(max));
    double range = max - min;
    boolean isFar = range > 0 && range < size / FAR;
    return isFar ? Math.rint(min) : 0;
  }

  /** The raw value of a text: its number if that is finite, otherwise NaN. */
  public static double value(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** The same column, with a value that replaces missing numbers. */
  public NumberColumn filled(double value, boolean withIndicator) {
    return new NumberColumn(name, OptionalDouble.of(value), withIndicator, origin, coerces);
  }

  /** The same column with another origin. */
  public NumberColumn from(double newOrigin) {
    return new NumberColumn(name, fill, indicator, newOrigin, coerces);
  }

  /** The same column, in which a text does or does not count as a missing number. */
  public NumberColumn coercing(boolean texts) {
    return new NumberColumn(name, fill, indicator, origin, texts);
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public List<String> featureNames() {
    return indicator ? List.of(name, name + " is missing") : List.of(name);
  }
}
