package org.lockstep.model.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A column of dates, with or without a time of day, some of which can be missing. A raw value is
 * the whole number of units since 1970 (UTC), or NaN if the date is missing. The column's features
 * are those of its parts, in order. An optional last feature is 1 if the date is missing and 0 if
 * it is not.
 *
 * <p>The parts are few on purpose, because each is an input that can be noise: the days, which
 * carry a trend, and the cycles of year, month, week and day, each as a place on a circle. Training
 * takes the parts in which the dates differ: monthly figures have no day, and dates without a time
 * have no hour.
 *
 * @param form how a date is written in text
 * @param unit what raw values count
 * @param parts the parts that become features; at least one
 * @param fill the raw value that replaces a missing one; empty if none can be missing
 * @param indicator whether a feature says if the date is missing
 * @param origin subtracted from raw values before they are rounded to the precision of the model: a
 *     date as a float is exact as long as it is less than 2^24 units away from it
 */
public record DateColumn(
    String name,
    DateForm form,
    DateUnit unit,
    List<DatePart> parts,
    OptionalDouble fill,
    boolean indicator,
    double origin)
    implements InputColumn {
  public DateColumn {
    parts = List.copyOf(parts);
    Distinct.check("column " + name + " has the part", parts.stream().map(DatePart::name).toList());
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("column " + name + " has no part of its dates");
    }
    if (origin != Math.rint(origin) || Math.abs(origin) > MOST) {
      throw new IllegalArgumentException("column " + name + " has the origin " + origin);
    }
    if (Math.abs(fill.orElse(0)) > MOST || Double.isNaN(fill.orElse(0))) {
      throw new IllegalArgumentException("column " + name + " has the fill " + fill);
    }
    if (indicator && fill.isEmpty()) {
      throw new IllegalArgumentException("column " + name + " has an indicator but no fill");
    }
  }

  /** More than the seconds, and so any units, from 1970 to the year 0 or 9999. */
  private static final double MOST = 1e12;

  /** A column none of whose dates can be missing. */
  public static DateColumn of(
      String name, DateForm form, DateUnit unit, List<DatePart> parts, double origin) {
    return new DateColumn(name, form, unit, parts, OptionalDouble.empty(), false, origin);
  }

  /** The same column, with a value that replaces missing dates. */
  public DateColumn filled(double value, boolean withIndicator) {
    return new DateColumn(
        name, form, unit, parts, OptionalDouble.of(Math.rint(value)), withIndicator, origin);
  }

  /** The raw value of a text; NaN if it is not a date in the column's form. */
  public double value(String text) {
    return unit.of(form.seconds(text));
  }

  /** The raw value of a number whose digits form a date; NaN if they do not. */
  public double value(double number) {
    return unit.of(form.seconds(number));
  }

  /** Whether numbers can be its dates: only those with eight digits can. */
  public boolean holdsNumbers() {
    return form == DateForm.COMPACT;
  }

  @Override
  public int width() {
    return parts.stream().mapToInt(DatePart::width).sum() + (indicator ? 1 : 0);
  }

  @Override
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    parts.forEach(part -> names.addAll(part.featureNames(name)));
    if (indicator) {
      names.add(name + " is missing");
    }
    return names;
  }
}
