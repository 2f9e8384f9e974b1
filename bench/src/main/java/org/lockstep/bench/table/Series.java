package org.lockstep.bench.table;

import java.util.Arrays;

/** What one side has shown with its best setting: one value per round. */
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

  /** Who, and with which setting. */
  public String title() {
    return setting.isEmpty() ? side : side + ", " + setting;
  }

  /** The setting's name; may be empty. */
  public String setting() {
    return setting;
  }

  /** One per round. */
  public double[] values() {
    return values.clone();
  }

  /** Of all rounds. */
  public double median() {
    return Stats.median(values);
  }

  /** Each value as a function of it. */
  public Series map(java.util.function.DoubleUnaryOperator f) {
    return new Series(side, setting, Arrays.stream(values).map(f).toArray());
  }

  @Override
  public String toString() {
    return title() + " " + Arrays.toString(values);
  }
}
