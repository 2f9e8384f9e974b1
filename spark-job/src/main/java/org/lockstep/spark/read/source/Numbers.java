package org.lockstep.spark.read.source;

import java.util.regex.Pattern;

/**
 * Numbers as data files write them: digits, a decimal point, an exponent. Stricter than {@link
 * Double#parseDouble}, which also takes {@code 1d}, {@code 0x1p3} and {@code NaN}.
 */
public final class Numbers {
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  /** More digits than this can overflow an int. */
  private static final int SHORT = 9;

  private Numbers() {}

  /** The finite number in the text, or NaN if it is not one. */
  public static double parse(String text) {
    int length = text.length();
    if (length == 0) {
      return Double.NaN;
    }
    if (length > SHORT) {
      return parseLong(text);
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return parseLong(text);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static double parseLong(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mayBe =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!mayBe) {
        return Double.NaN;
      }
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Whether a text that is not a number was meant to be one: NaN, infinity, too large, a decimal
   * comma.
   */
  public static boolean isBroken(String text) {
    return NOT_FINITE.matcher(text).matches()
        || DECIMAL_COMMA.matcher(text).matches()
        || isTooLarge(text);
  }

  /** Whether a field of a first line is a sign against a header. */
  public static boolean isNumberLike(String text) {
    return !Double.isNaN(parse(text)) || isBroken(text);
  }

  private static boolean isTooLarge(String text) {
    return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")
        && Double.isInfinite(Double.parseDouble(text));
  }

  /**
   * What a row's weight should be instead of this finite number; null if it can be one. Shards hold
   * weights as floats.
   */
  public static String expectedWeight(double number) {
    if (number < 0) {
      return "a weight of at least 0 in ";
    }
    return number > Float.MAX_VALUE ? "a weight of at most " + Float.MAX_VALUE + " in " : null;
  }
}
