package org.lockstep.bench.table;

import java.util.Arrays;

/** The values of one side with its best setting, one per round. */
public final class Series {
  private final String side;
  private final String setting;
  private final double[] values;

  /** The values of a side, in the order of the rounds. */
  public Series(String side, String setting, double... values) {
    this.side = side;
    this.setting = setting;
    this.values = values.clone();
  }

  /** The side and its setting. */
  public String title() {
    return setting.isEmpty() ? side : side + ", " + setting;
  }

  /** The setting's name; can be empty. */
  public String setting() {
    return setting;
  }

  /** The values, one per round. */
  public double[] values() {
    return values.clone();
  }

  /** The median of all rounds. */
  public double median() {
    return Stats.median(values);
  }

  /** The series with a function applied to each value. */
  public Series map(java.util.function.DoubleUnaryOperator f) {
    return new Series(side, setting, Arrays.stream(values).map(f).toArray());
  }

  @Override
  public String toString() {
    return title() + " " + Arrays.toString(values);
  }
}
