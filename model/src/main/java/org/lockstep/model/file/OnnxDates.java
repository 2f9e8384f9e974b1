package org.lockstep.model.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.lockstep.model.data.DateColumn;
import org.lockstep.model.data.DatePart;
import org.lockstep.model.math.Precision;

/**
 * The part of a graph that turns a column of dates into features. It computes in doubles, in which
 * whole numbers are exact and a missing date stays NaN.
 *
 * <p>Month and day follow from the days since 1970 by the calendar that begins in March: Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms", {@code civil_from_days}.
 */
final class OnnxDates {
  /** The description of the input, for readers of the file. */
  static final String INPUT = "seconds from 1970-01-01 00:00 UTC, NaN where missing";

  private static final double SECONDS_PER_DAY = 86_400;
  private static final double MONDAY = 3; // 1970 began on a Thursday
  private static final double FROM_MARCH_OF_YEAR_0 = 719_468; // days, to 1970
  private static final double DAYS_PER_ERA = 146_097; // of 400 years
  private static final double DAYS_PER_CENTURY = 36_524; // the last of an era has a day more
  private static final double DAYS_PER_4_YEARS = 1_460; // a day less than most four years have

  private final OnnxGraph graph;
  private final DateColumn column;
  private final int number;
  private int nodes;

  OnnxDates(OnnxGraph graph, DateColumn column, int number) {
    this.graph = graph;
    this.column = column;
    this.number = number;
  }

  /**
   * Adds the operators for the column.
   *
   * @param precision the precision to which a prediction rounds the units since the column's origin
   * @return the name of the features, rows x features, as floats
   */
  String encode(Precision precision) {
    String seconds = column.name();
    double length = column.unit().seconds();
    String near = node("Sub", floor(seconds, length), constant(column.origin()));
    if (precision == Precision.FLOAT) {
      near = cast(cast(near, OnnxType.FLOAT), OnnxType.DOUBLE);
    }
    String isMissing = node("IsNaN", seconds);
    OptionalDouble fill = column.fill();
    String units =
        fill.isPresent()
            ? node("Where", isMissing, constant(fill.getAsDouble() - column.origin()), near)
            : near;
    List<String> features = new ArrayList<>();
    for (DatePart part : column.parts()) {
      if (part == DatePart.DAYS) {
        features.add(over(times(units, length), SECONDS_PER_DAY));
      } else {
        String whole = times(plus(units, column.origin()), length);
        String turn = turn(part, whole);
        features.add(sine(turn));
        features.add(sine(plus(turn, 0.25))); // the ONNX Runtime has no cosine for doubles
      }
    }
    if (column.indicator()) {
      features.add(cast(isMissing, OnnxType.DOUBLE));
    }
    String all = features.size() == 1 ? features.get(0) : beside(features);
    return cast(all, OnnxType.FLOAT);
  }

  private String sine(String turn) {
    return node("Sin", times(turn, 2 * Math.PI));
  }

  /** The fraction of a part's cycle that has passed, from 0 to below 1. */
  private String turn(DatePart part, String seconds) {
    String day = floor(seconds, SECONDS_PER_DAY);
    return switch (part) {
      case DAYS -> throw new IllegalStateException("days do not come round");
      case MONTH -> {
        Civil date = civil(day);
        yield over(node("Add", date.month(), over(date.day(), 31)), 12);
      }
      case DAY -> over(civil(day).day(), 31);
      case WEEKDAY -> over(modulo(plus(day, MONDAY), 7), 7);
      case HOUR -> over(modulo(seconds, SECONDS_PER_DAY), SECONDS_PER_DAY);
    };
  }

  /** The names of the values for a date's month and day, both from 0. */
  private record Civil(String month, String day) {}

  private Civil civil(String day) {
    String ofEra = modulo(plus(day, FROM_MARCH_OF_YEAR_0), DAYS_PER_ERA);
    String leapDays =
        node(
            "Sub",
            node("Sub", floor(ofEra, DAYS_PER_CENTURY), floor(ofEra, DAYS_PER_4_YEARS)),
            floor(ofEra, DAYS_PER_ERA - 1));
    String year = floor(node("Add", ofEra, leapDays), 365); // of the era
    String before = node("Sub", node("Add", times(year, 365), floor(year, 4)), floor(year, 100));
    String ofYear = node("Sub", ofEra, before); // from the 1st of March
    String month = floor(plus(times(ofYear, 5), 2), 153); // from March; 153 days are five months
    String first = floor(plus(times(month, 153), 2), 5);
    return new Civil(modulo(plus(month, 2), 12), node("Sub", ofYear, first));
  }

  private String floor(String value, double divisor) {
    return node("Floor", divisor == 1 ? value : over(value, divisor));
  }

  /** The remainder of whole numbers, from 0 to below the divisor. */
  private String modulo(String value, double divisor) {
    return node("Sub", value, times(floor(value, divisor), divisor));
  }

  private String plus(String value, double other) {
    return node("Add", value, constant(other));
  }

  private String times(String value, double other) {
    return node("Mul", value, constant(other));
  }

  private String over(String value, double other) {
    return node("Div", value, constant(other));
  }

  private String constant(double value) {
    return graph.real(next(), value);
  }

  private String cast(String value, OnnxType type) {
    return graph.node("Cast", next(), List.of(value), OnnxColumns.to(type));
  }

  private String beside(List<String> matrices) {
    return graph.node("Concat", next(), matrices, OnnxAttribute.of("axis", 1));
  }

  private String node(String operator, String... inputs) {
    return graph.node(operator, next(), Arrays.asList(inputs));
  }

  private String next() {
    return "date_" + number + "_" + nodes++;
  }
}
