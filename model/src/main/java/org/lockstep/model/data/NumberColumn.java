package org.lockstep.model.data;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A column of one number per row, of which some may be missing. A raw value is the number, NaN
 * where it is missing. Its first feature is the number less {@code origin}; a second one, if
 * wanted, is 1 where the number is missing and 0 where it is not.
 *
 * @param fill the number that stands for a missing one; empty: none may be missing
 * @param indicator whether there is a feature that says where numbers are missing
 * @param origin subtracted before the number is rounded to the precision of the model, so that
 *     numbers far from 0 and close to each other stay different; 0 for all others
 * @param coerces whether a text among its numbers counts as a missing one; else it is an error
 */
public record NumberColumn(
    String name, OptionalDouble fill, boolean indicator, double origin, boolean coerces)
    implements InputColumn {
  /** Leaves floats 14 of their 24 bits for what is between the numbers. */
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

  /** A column none of whose numbers may be missing. */
  public static NumberColumn of(String name) {
    return new NumberColumn(name, OptionalDouble.empty(), false, 0);
  }

  /**
   * What to subtract from numbers that are so far from 0, and so close to each other, that floats
   * would not tell them apart: a date in milliseconds. 0 for all others, and where there are none.
   *
   * @param min of the numbers; greater than {@code max} where there are none
   */
  public static double originOf(double min, double max) {
    double size = Math.max(Math.abs(min), Math.abs(max));
    double range = max - min;
    boolean isFar = range > 0 && range < size / FAR;
    return isFar ? Math.rint(min) : 0;
  }

  /** The raw value of a text: the finite number that it is, else NaN. */
  public static double value(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** The same column, with something in the place of missing numbers. */
  public NumberColumn filled(double value, boolean withIndicator) {
    return new NumberColumn(name, OptionalDouble.of(value), withIndicator, origin, coerces);
  }

  /** The same column, measured from another number. */
  public NumberColumn from(double newOrigin) {
    return new NumberColumn(name, fill, indicator, newOrigin, coerces);
  }

  /** The same column, in which a text may count as a missing number. */
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
