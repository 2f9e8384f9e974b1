package org.lockstep.model.data;

/** The unit in which dates are counted from 1970. */
public enum DateUnit {
  /** For dates without a time of day. */
  DAY(86400),
  HOUR(3600),
  MINUTE(60),
  SECOND(1);

  /** A range of this many units is exact in floats, and so is one of twice as many. */
  private static final double MOST = 1 << 23;

  private final int seconds;

  DateUnit(int seconds) {
    this.seconds = seconds;
  }

  /** Its length in seconds. */
  public int seconds() {
    return seconds;
  }

  /** Whole units in this many seconds, rounded down; NaN for NaN. */
  public double of(double ofSeconds) {
    return Math.floor(ofSeconds / seconds);
  }

  /**
   * The finest unit in which floats tell all times of a range apart: seconds for three months,
   * minutes for sixteen years.
   *
   * @param seconds from the first time to the last
   */
  public static DateUnit ofTimes(double seconds) {
    return seconds < MOST * SECOND.seconds
        ? SECOND
        : seconds < MOST * MINUTE.seconds ? MINUTE : HOUR;
  }
}
