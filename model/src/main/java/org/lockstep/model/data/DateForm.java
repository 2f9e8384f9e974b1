package org.lockstep.model.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column writes its dates, alone or followed by a time of day: {@code 12:30}, {@code
 * 12:30:05.25} or {@code 1:30 PM}, after blanks or a T. A time zone after the time, {@code Z} or
 * {@code +02:00}, is applied; without one, a time is taken as it stands. Two-digit years are from
 * 1969 to 2068, as in POSIX. Month names are English, in full or cut to three letters.
 */
public enum DateForm {
  /**
   * The year first: {@code 2024-01-31}, {@code 2024/01/31}, {@code 2024.01.31}, {@code 24-01-31}.
   */
  ISO("(?<year>\\d{4}|\\d{2}(?=-))(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<day>\\d{1,2})"),
  /** {@code 31.01.2024}, {@code 31/01/2024}, {@code 31-01-2024} or {@code 31.01.24}. */
  DAY_FIRST("(?<day>\\d{1,2})(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<year>\\d{4}|\\d{2})"),
  /** {@code 01/31/2024}, {@code 01-31-2024} or {@code 1/31/24}; nobody writes them with points. */
  MONTH_FIRST("(?<month>\\d{1,2})(?<sign>[-/])(?<day>\\d{1,2})\\k<sign>(?<year>\\d{4}|\\d{2})"),
  /** {@code 31 Jan 2024} or {@code 31-JAN-24}. */
  DAY_MONTH_NAME(
      "(?<day>\\d{1,2})(?<sign>[-/ ])(?<name>[A-Za-z]{3,9})[.,]?\\k<sign>(?<year>\\d{4}|\\d{2})"),
  /** {@code Jan 31, 2024} or {@code January 31 2024}. */
  MONTH_NAME_DAY(
      "(?<name>[A-Za-z]{3,9})[.]?(?<sign>[- ])(?<day>\\d{1,2}),?\\k<sign>(?<year>\\d{4}|\\d{2})"),
  /** Eight digits, for the years from 1900 to 2100: {@code 20240131}. */
  COMPACT("(?<year>19\\d{2}|20\\d{2}|2100)(?<month>\\d{2})(?<day>\\d{2})");

  private static final String TIME =
      "(?:(?: +|T)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,]\\d+)?)?"
          + "(?: ?(?<half>[AaPp])[Mm])? ?(?<zone>Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?)?";

  /** Texts shorter than this, or longer than {@link #LONGEST}, are not dates. */
  private static final int SHORTEST = 6;

  private static final int LONGEST = 40;

  /** Two-digit years below this are in this century. */
  private static final int FIRST_OF_LAST_CENTURY = 69;

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** The smallest and the largest number that can be a date in eight digits, {@link #COMPACT}. */
  public static final int LEAST_COMPACT = 1900_01_01;

  public static final int LARGEST_COMPACT = 2100_12_31;

  private final Pattern pattern;
  private final boolean namesMonth;
  private final boolean beginsWithDigit;

  DateForm(String date) {
    pattern = Pattern.compile(date + TIME);
    namesMonth = date.contains("<name>");
    beginsWithDigit = !date.startsWith("(?<name>");
  }

  /**
   * The pattern by which a program writes such a date: YYYY for the year, MM and DD for month and
   * day in two digits, MON for the first three letters of the month's name, as in {@code Jan}.
   */
  public String pattern() {
    return switch (this) {
      case ISO -> "YYYY-MM-DD";
      case DAY_FIRST -> "DD.MM.YYYY";
      case MONTH_FIRST -> "MM/DD/YYYY";
      case DAY_MONTH_NAME -> "DD MON YYYY";
      case MONTH_NAME_DAY -> "MON DD, YYYY";
      case COMPACT -> "YYYYMMDD";
    };
  }

  /**
   * Returns the whole seconds from 1970 (UTC) to the date in a text, rounded down; NaN if the text
   * is not a date in this form.
   */
  public double seconds(String text) {
    boolean mayBe =
        text.length() >= SHORTEST
            && text.length() <= LONGEST
            && isDigit(text.charAt(0)) == beginsWithDigit;
    Matcher found = mayBe ? pattern.matcher(text) : null;
    if (found == null || !found.matches()) {
      return Double.NaN;
    }
    try {
      int month = namesMonth ? month(found.group("name")) : number(found, "month");
      LocalDate date = LocalDate.of(year(found.group("year")), month, number(found, "day"));
      double time = time(found);
      return Double.isNaN(time) ? Double.NaN : date.toEpochDay() * 86400.0 + time;
    } catch (DateTimeException e) {
      return Double.NaN; // such as the 30th of February
    }
  }

  /** The same for a number whose digits form a date, such as 20240131; otherwise NaN. */
  public double seconds(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e9;
    return isWhole ? seconds(Long.toString((long) number)) : Double.NaN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() > 2 ? year : year + (year < FIRST_OF_LAST_CENTURY ? 2000 : 1900);
  }

  /** The number of a month, from 1; 0 if the name is not a month's. */
  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      String month = MONTHS.get(i);
      if (lower.equals(month) || lower.equals(month.substring(0, 3))) {
        return i + 1;
      }
    }
    return lower.equals("sept") ? 9 : 0;
  }

  private static int number(Matcher found, String group) {
    String digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** Seconds since the start of the date, less the time zone; NaN if it is not a time of day. */
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
