package org.lockstep.bench.table;

import org.lockstep.model.text.Text;

/**
 * A line of the table.
 *
 * @param ratio first, in words: {@code 0.83 of its time}
 * @param measure what was measured
 * @param ours our value
 * @param theirs the value it is compared with, and whose it is
 * @param blas the BLAS that computed ours, with its kernel: a speed means nothing without it
 * @param range the smallest and the largest ratio among the rounds
 */
public record TableRow(
    String ratio, String measure, String ours, String theirs, String blas, String range) {
  private static final String NONE = "-";

  /** A line for a comparison that could not be made. */
  public static TableRow skipped(String measure, String why) {
    return new TableRow("skipped", measure, NONE, why, NONE, NONE);
  }

  /** A line for a value without a comparison. */
  public static TableRow alone(String measure, String ours, String beside) {
    return new TableRow(NONE, measure, ours, beside, NONE, NONE);
  }

  /**
   * The same line with the BLAS that computed ours; unchanged if none did, or if the line already
   * names it.
   */
  public TableRow computedWith(String blasOfOurs) {
    return blasOfOurs.isEmpty() || ours.equals(NONE) || !blas.equals(NONE)
        ? this
        : new TableRow(ratio, measure, ours, theirs, blasOfOurs, range);
  }

  /**
   * A line for a comparison.
   *
   * @param format the ratio's format, as in {@code "%s of its time"}
   * @param ratios one per round
   */
  public static TableRow compared(
      String format, double[] ratios, String measure, String ours, String theirs) {
    return new TableRow(
        Text.format(format, Numbers.of(Stats.median(ratios))),
        measure,
        ours,
        theirs,
        NONE,
        Numbers.of(Stats.min(ratios)) + " to " + Numbers.of(Stats.max(ratios)));
  }
}
