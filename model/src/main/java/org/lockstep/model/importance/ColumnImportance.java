package org.lockstep.model.importance;

import java.util.Comparator;
import java.util.List;
import org.lockstep.model.text.Text;

/**
 * How much worse predictions get without what a column tells.
 *
 * @param column its name
 * @param mean over the repeats of what is lost of the metric, in its unit; below 0 where the
 *     shuffled column is better by chance
 * @param deviation of the repeats around it, σ with n - 1; 0 for one repeat
 */
public record ColumnImportance(String column, double mean, double deviation) {
  /** The most important first; equals stay in their order. */
  public static final Comparator<ColumnImportance> BY_MEAN =
      Comparator.comparingDouble(ColumnImportance::mean).reversed();

  /** Of what each repeat lost. */
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
   * A number of these as people read it, beside others.
   *
   * @param largest of all, by its size
   */
  public static String text(double number, double largest) {
    return Text.format(largest >= 0.01 && largest < 1e5 ? "%.4f" : "%.4g", number);
  }

  /** The largest mean, by its size. */
  public static double largest(List<ColumnImportance> all) {
    return all.stream().mapToDouble(column -> Math.abs(column.mean)).max().orElse(0);
  }
}
