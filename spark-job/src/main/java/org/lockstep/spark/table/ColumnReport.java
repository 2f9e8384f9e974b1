package org.lockstep.spark.table;

import java.util.List;

/**
 * What a column of a source holds, and what training would make of it.
 *
 * @param type the type of all its values, in words
 * @param rows how many the source has
 * @param missing how many of them have no value
 * @param distinct how many different values there are
 * @param isEstimate whether {@code distinct} is an estimate, as it is for very many values
 * @param numbers how its numbers are spread; empty for a column of text
 * @param frequent the most frequent values, the most frequent first
 * @param example the first value; empty if there is none
 * @param becomes which features, the target, or why it is left out
 * @param isFeature whether it becomes one or more features
 * @param warning what to look at; empty for nothing
 */
public record ColumnReport(
    String name,
    String type,
    long rows,
    long missing,
    long distinct,
    boolean isEstimate,
    List<NumberSpread> numbers,
    List<ValueCount> frequent,
    String example,
    String becomes,
    boolean isFeature,
    String warning) {
  public ColumnReport {
    numbers = List.copyOf(numbers);
    frequent = List.copyOf(frequent);
  }

  /** How often a value occurs. */
  public record ValueCount(String value, long count) {}

  /**
   * How numbers are spread.
   *
   * @param bins how many numbers fall into each of the equal parts of the range
   */
  public record NumberSpread(double min, double median, double max, List<Long> bins) {
    public NumberSpread {
      bins = List.copyOf(bins);
    }
  }
}
