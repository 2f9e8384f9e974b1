package org.lockstep.model.data;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A column of dates, with or without a time of day, of which some may be missing. A raw value is
 * the whole number of units from 1970 (UTC) on, NaN where the date is missing. Its features are
 * those of its parts, in order; a last one, if wanted, is 1 where the date is missing and 0 where
 * it is not.
 *
 * <p>The parts are few on purpose, for each is an input that may be noise: the days, which carry a
 * trend, and what repeats by year, month, week and day, each as a place on a circle. Training takes
 * those in which the dates differ: monthly figures have no day, dates without a time no hour.
 *
 * @param form how it is written where it is text
 * @param unit what raw values count
 * @param parts what its features are; at least one
 * @param fill the raw value that stands for a missing one; empty: none may be missing
 * @param indicator whether there is a feature that says where dates are missing
 * @param origin subtracted from raw values before they are rounded to the precision of the model: a
 *     date as a float is exact so long as it is less than 2^24 units away from it
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

  /** Seconds, and so any units, to the year 9999 and to the year 0 are fewer. */
  private static final double MOST = 1e12;

  /** A column none of whose dates may be missing. */
  public static DateColumn of(
      String name, DateForm form, DateUnit unit, List<DatePart> parts, double origin) {
    return new DateColumn(name, form, unit, parts, OptionalDouble.empty(), false, origin);
  }

  /** The same column, with something in the place of missing dates. */
  public DateColumn filled(double value, boolean withIndicator) {
    return new DateColumn(
        name, form, unit, parts, OptionalDouble.of(Math.rint(value)), withIndicator, origin);
  }

  /** The raw value of a text; NaN where it is no date of the column's form. */
  public double value(String text) {
    return unit.of(form.seconds(text));
  }

  /** The raw value of a number: of the date that its digits are; NaN where they are none. */
  public double value(double number) {
    return unit.of(form.seconds(number));
  }

  /** Whether numbers can be its dates: only those of eight digits are. */
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
