package org.lockstep.spark.read.columns;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DateForm;
import org.lockstep.model.data.DateOrder;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.data.DateUnit;

/**
 * Whether the texts of a column are dates, and in which form: the one that fits all of them. A
 * class and not a record, which Kryo cannot carry.
 */
public final class DateProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int SECONDS_PER_DAY = 86400;

  /** The profile of no text; nothing must be added to it. */
  static final DateProfile NONE = new DateProfile();

  /** A year of two digits after points or dashes: versions and part numbers look like that too. */
  private static final Pattern SHORT_YEAR =
      Pattern.compile("\\d{1,2}([-.])\\d{1,2}\\1\\d{2}(?!\\d).*");

  /** In dates with such years, all numbers have two digits. */
  private static final Pattern SHORT_YEAR_OF_DATE = Pattern.compile("\\d{2}[-.]\\d{2}[-.].*");

  /** Numbers above it are not months. */
  private static final int MONTHS = 12;

  private final Dates[] forms;
  private boolean hasShortYears;
  private boolean mayBe = true;
  private DateOrder order; // of dates that do not show it; null if not given

  /** An empty profile. */
  public DateProfile() {
    forms = Arrays.stream(DateForm.values()).map(Dates::new).toArray(Dates[]::new);
  }

  /** The texts as dates of one form. */
  private static final class Dates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DateForm form;
    private boolean mayBe = true; // every text so far is a date of this form
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;
    private int weekdays; // a bit for each one found
    private long days; // of the month, a bit for each one found
    private boolean hasTimes;

    Dates(DateForm form) {
      this.form = form;
    }

    void add(double seconds) {
      first = Math.min(first, seconds);
      last = Math.max(last, seconds);
      long day = Math.floorDiv((long) seconds, (long) SECONDS_PER_DAY);
      hasTimes |= seconds != (double) day * SECONDS_PER_DAY;
      weekdays |= 1 << Math.floorMod(day, 7);
      days |= 1L << LocalDate.ofEpochDay(day).getDayOfMonth();
    }

    void append(Dates other) {
      mayBe &= other.mayBe;
      first = Math.min(first, other.first);
      last = Math.max(last, other.last);
      hasTimes |= other.hasTimes;
      weekdays |= other.weekdays;
      days |= other.days;
    }

    /** Whether some day cannot be a month. */
    boolean tellsDay() {
      return days >>> (MONTHS + 1) != 0;
    }

    DateUnit unit() {
      return hasTimes ? DateUnit.ofTimes(last - first) : DateUnit.DAY;
    }

    /** The parts in which the dates differ. */
    List<DatePart> parts() {
      List<DatePart> parts = new ArrayList<>(List.of(DatePart.DAYS));
      if (last - first > MONTH) {
        parts.add(DatePart.MONTH);
      }
      if (Long.bitCount(days) > 1) {
        parts.add(DatePart.DAY);
      }
      if (Integer.bitCount(weekdays) > 1) {
        parts.add(DatePart.WEEKDAY);
      }
      if (hasTimes) {
        parts.add(DatePart.HOUR);
      }
      return parts;
    }
  }

  /** Dates closer together are in one season; in seconds. */
  private static final double MONTH = 27.0 * SECONDS_PER_DAY;

  /** Adds a text. */
  public void add(String text) {
    if (!mayBe) {
      return;
    }
    mayBe = false;
    boolean isShort = SHORT_YEAR.matcher(text).matches();
    hasShortYears |= isShort;
    boolean mayBeDate = !isShort || SHORT_YEAR_OF_DATE.matcher(text).matches();
    for (Dates dates : forms) {
      double seconds = dates.mayBe && mayBeDate ? dates.form.seconds(text) : Double.NaN;
      if (Double.isNaN(seconds)) {
        dates.mayBe = false;
      } else {
        dates.add(seconds);
        mayBe = true;
      }
    }
  }

  /** Adds the texts of the rows that follow. */
  public void append(DateProfile other) {
    mayBe = false;
    hasShortYears |= other.hasShortYears;
    for (int i = 0; i < forms.length; i++) {
      forms[i].append(other.forms[i]);
      mayBe |= forms[i].mayBe;
    }
  }

  /** Sets the order of day, month and year for texts that do not show it. */
  void settle(DateOrder said) {
    order = said;
  }

  private List<Dates> possible() {
    List<Dates> possible =
        Arrays.stream(forms).filter(dates -> dates.mayBe && dates.first <= dates.last).toList();
    List<Dates> ordered =
        possible.stream().filter(dates -> order != null && dates.form == order.form()).toList();
    boolean isOrdered = possible.size() > 1 && !ordered.isEmpty();
    boolean tellsDay = !hasShortYears || possible.stream().anyMatch(Dates::tellsDay);
    return isOrdered ? ordered : tellsDay ? possible : List.of();
  }

  /** The form of all texts; empty if they are not dates or do not show their order. */
  public Optional<DateForm> form() {
    List<Dates> possible = possible();
    return possible.size() == 1 ? Optional.of(possible.get(0).form) : Optional.empty();
  }

  /** Whether the texts are dates, but none of them shows the order of day, month and year. */
  public boolean isAmbiguous() {
    return possible().size() > 1;
  }

  /** A column of this name, whose dates have a {@link #form}. */
  public DateColumn column(String name) {
    Dates dates = possible().get(0);
    DateUnit unit = dates.unit();
    return DateColumn.of(name, dates.form, unit, dates.parts(), unit.of(dates.first));
  }
}
