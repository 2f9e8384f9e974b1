package org.lockstep.spark.table;

import java.util.List;

/**
 * What a column of a source holds, and what training would make of it.
 *
 * @param type in words: that of all its values
 * @param rows of the source
 * @param missing of them
 * @param distinct how many different values there are
 * @param isEstimate whether that is an estimate, as it is of very many
 * @param numbers where its numbers lie; empty for a column of text
 * @param frequent the most frequent values, the most frequent first
 * @param example the first value; empty where there is none
 * @param becomes which features, the target, or why it is left out
 * @param isFeature whether it becomes features
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
   * Where numbers lie.
   *
   * @param bins how many are in each equal part of the range
   */
  public record NumberSpread(double min, double median, double max, List<Long> bins) {
    public NumberSpread {
      bins = List.copyOf(bins);
    }
  }
}
