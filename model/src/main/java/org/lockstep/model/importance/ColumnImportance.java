package org.lockstep.model.importance;

import java.util.Comparator;
import java.util.List;
import org.lockstep.model.text.Text;

/**
 * How much worse predictions get without the information in a column.
 *
 * @param column the column's name
 * @param mean how much worse the metric gets, in its unit, as a mean over the repeats; below 0 if
 *     the shuffled column is better by chance
 * @param deviation the standard deviation of the repeats, with n - 1; 0 for one repeat
 */
public record ColumnImportance(String column, double mean, double deviation) {
  /** Most important first; ties keep their order. */
  public static final Comparator<ColumnImportance> BY_MEAN =
      Comparator.comparingDouble(ColumnImportance::mean).reversed();

  /** Summarises how much worse each repeat of a column was. */
  static ColumnImportance of(String column, double[] lost) {
    double sum = 0;
    for (double each : lost) {
      sum += each;
    }
    double mean = sum / lost.length;
    double squares = 0;
    for (double each : lost) {
      squares += (each - mean) * (each - mean);
    }
    double deviation = lost.length < 2 ? 0 : StrictMath.sqrt(squares / (lost.length - 1));
    return new ColumnImportance(column, mean, deviation);
  }

  /**
   * Formats a mean or deviation for display next to others.
   *
   * @param largest the largest of them in absolute value
   */
  public static String text(double number, double largest) {
    return Text.format(largest >= 0.01 && largest < 1e5 ? "%.4f" : "%.4g", number);
  }

  /** The largest mean in absolute value. */
  public static double largest(List<ColumnImportance> all) {
    return all.stream().mapToDouble(column -> Math.abs(column.mean)).max().orElse(0);
  }
}
