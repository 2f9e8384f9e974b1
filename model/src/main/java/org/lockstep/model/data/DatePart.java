package org.lockstep.model.data;

import java.time.LocalDate;
import java.util.List;
import org.lockstep.model.text.Words;

/**
 * A part of a date, which becomes one or two features.
 *
 * <p>A cyclic part is a place on a circle, the sine and the cosine of an angle, so that December is
 * next to January and 23 h next to 0 h. The year alone is not a part: the days contain it, without
 * its jump at New Year.
 */
public enum DatePart {
  /** Days since the column's origin: trends over the years. */
  DAYS(1),
  /** The place in the year, by month and day: seasons. */
  MONTH(2),
  /** The place in the month: paydays, ends of months. */
  DAY(2),
  /** The place in the week: workdays and Sundays. */
  WEEKDAY(2),
  /** The place in the day. */
  HOUR(2);

  private static final int SECONDS_PER_DAY = 86400;
  private static final int MONDAY = 3; // 1970 began on a Thursday

  /** In seconds; no calendar needs more. */
  private static final double FARTHEST = 1e15;

  private final int width;

  DatePart(int width) {
    this.width = width;
  }

  /** How many features it becomes. */
  public int width() {
    return width;
  }

  /** The names of its features, for a column with this name. */
  List<String> featureNames(String column) {
    String part = column + " " + Words.of(this);
    return width == 1 ? List.of(part) : List.of(part + " sin", part + " cos");
  }

  /**
   * Writes its features.
   *
   * @param units from the column's origin to the date, whole
   * @param origin in units since 1970, whole
   * @param features overwritten from {@code at} to {@code at + width()}
   */
  void write(double units, double origin, DateUnit unit, double[] features, int at) {
    if (this == DAYS) {
      features[at] = units * unit.seconds() / SECONDS_PER_DAY;
      return;
    }
    double seconds = (units + origin) * unit.seconds();
    double turn = 2 * Math.PI * turn((long) Math.max(-FARTHEST, Math.min(FARTHEST, seconds)));
    // Not Math: another kind of machine can round its functions differently.
    features[at] = StrictMath.sin(turn);
    features[at + 1] = StrictMath.cos(turn);
  }

  /** The fraction of its cycle that has passed, from 0 to below 1. */
  private double turn(long seconds) {
    long day = Math.floorDiv(seconds, (long) SECONDS_PER_DAY);
    return switch (this) {
      case DAYS -> 0;
      case MONTH -> {
        LocalDate date = LocalDate.ofEpochDay(day);
        yield (date.getMonthValue() - 1 + (date.getDayOfMonth() - 1) / 31.0) / 12;
      }
      case DAY -> (LocalDate.ofEpochDay(day).getDayOfMonth() - 1) / 31.0;
      case WEEKDAY -> Math.floorMod(day + MONDAY, 7L) / 7.0;
      case HOUR -> Math.floorMod(seconds, (long) SECONDS_PER_DAY) / (double) SECONDS_PER_DAY;
    };
  }
}
