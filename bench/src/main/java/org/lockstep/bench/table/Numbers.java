package org.lockstep.bench.table;

import org.lockstep.model.text.Text;

/** Formats numbers as a table shows them. */
public final class Numbers {
  private Numbers() {}

  /** Three significant digits, or all digits before the point. */
  public static String of(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size >= 99.95) {
      return Text.format("%,.0f", value);
    }
    if (size >= 9.995) {
      return Text.format("%.1f", value);
    }
    if (size >= 0.0995 || size == 0) {
      return Text.format("%.2f", value);
    }
    return Text.format(size >= 0.00095 ? "%.4f" : "%.2g", value);
  }

  /** A number with its unit. */
  public static String of(double value, String unit) {
    return of(value) + " " + unit;
  }
}
