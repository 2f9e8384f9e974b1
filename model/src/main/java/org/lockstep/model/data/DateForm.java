package org.lockstep.model.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column writes its dates, alone or with a time of day behind them: {@code 12:30}, {@code
 * 12:30:05.25} or {@code 1:30 PM}, after blanks or a T. A time zone behind the time, {@code Z} or
 * {@code +02:00}, is heeded; without one, a time is taken as it stands.
 */
public enum DateForm {
  /** The year first: {@code 2024-01-31}, {@code 2024/01/31} or {@code 2024.01.31}. */
  ISO("(?<year>\\d{4})(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<day>\\d{1,2})"),
  /** {@code 31.01.2024}, {@code 31/01/2024} or {@code 31-01-2024}. */
  DAY_FIRST("(?<day>\\d{1,2})(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<year>\\d{4})"),
  /** {@code 01/31/2024} or {@code 01-31-2024}; with points nobody writes them. */
  MONTH_FIRST("(?<month>\\d{1,2})(?<sign>[-/])(?<day>\\d{1,2})\\k<sign>(?<year>\\d{4})");

  private static final String TIME =
      "(?:(?: +|T)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?"
          + "(?: ?(?<half>[AaPp])[Mm])? ?(?<zone>Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?";

  /** Neither longer nor shorter texts are dates. */
  private static final int SHORTEST = 8;

  private static final int LONGEST = 40;

  private final Pattern pattern;

  DateForm(String date) {
    pattern = Pattern.compile(date + TIME);
  }

  /**
   * The seconds from 1970 (UTC) to the date that a text is, whole, rounded down; NaN where it is no
   * date of this form.
   */
  public double seconds(String text) {
    boolean mayBe =
        text.length() >= SHORTEST && text.length() <= LONGEST && isDigit(text.charAt(0));
    Matcher found = mayBe ? pattern.matcher(text) : null;
    if (found == null || !found.matches()) {
      return Double.NaN;
    }
    try {
      LocalDate date =
          LocalDate.of(number(found, "year"), number(found, "month"), number(found, "day"));
      double time = time(found);
      return Double.isNaN(time) ? Double.NaN : date.toEpochDay() * 86400.0 + time;
    } catch (DateTimeException e) {
      return Double.NaN; // as the 30th of February
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(Matcher found, String group) {
    String digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Seconds from the beginning of the date, less the time zone; NaN for no time of day. */
  private static double time(Matcher found) {
    int hour = number(found, "hour");
    int minute = number(found, "minute");
    int second = number(found, "second");
    String half = found.group("half");
    if (half != null) {
      boolean isOnClock = hour >= 1 && hour <= 12;
      hour = isOnClock ? hour % 12 + ("pP".contains(half) ? 12 : 0) : -1;
    }
    int zone = zone(found.group("zone"));
    boolean isTime = hour >= 0 && hour <= 23 && minute <= 59 && second <= 59;
    return isTime ? hour * 3600.0 + minute * 60.0 + second - zone : Double.NaN;
  }

  private static int zone(String text) {
    if (text == null || text.startsWith("Z") || text.startsWith("U")) {
      return 0;
    }
    int hours = Integer.parseInt(text.substring(1, 3));
    int minutes = text.length() > 3 ? Integer.parseInt(text.substring(text.length() - 2)) : 0;
    int seconds = hours * 3600 + minutes * 60;
    return text.charAt(0) == '-' ? -seconds : seconds;
  }
}
