package org.lockstep.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lockstep.model.error.BadInputException;

/**
 * A range of a source's rows, in the order of its files: [from, to), counted from 0, as in Python
 * slices.
 *
 * @param to the end, exclusive; empty: up to the last row
 */
public record RowRange(long from, OptionalLong to) implements Serializable {
  private static final Pattern SLICE = Pattern.compile("(\\d{0,18}):(\\d{0,18})");

  /** Every row. */
  public static final RowRange ALL = new RowRange(0, OptionalLong.empty());

  /**
   * Reads {@code FROM:TO}, either of which can be omitted.
   *
   * @param option for messages
   */
  public static RowRange parse(String option, String text) {
    Matcher slice = SLICE.matcher(text);
    if (slice.matches()) {
      long from = slice.group(1).isEmpty() ? 0 : Long.parseLong(slice.group(1));
      OptionalLong to =
          slice.group(2).isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(slice.group(2)));
      if (from < to.orElse(Long.MAX_VALUE)) {
        return new RowRange(from, to);
      }
    }
    throw BadInputException.at(
        option,
        "rows FROM:TO, counted from 0 and without TO, as in 0:49000",
        BadInputException.quote(text));
  }

  /** The end of the range, exclusive, in a source of this many rows. */
  public long end(long rows) {
    return to.orElse(rows);
  }

  /**
   * Checks that the source has these rows.
   *
   * @param place for messages
   * @param rows how many the source has
   * @throws BadInputException if it has fewer
   */
  public void check(String place, long rows) {
    if (end(rows) > rows || (from >= rows && !equals(ALL))) {
      throw BadInputException.at(
          place, "at least " + Math.max(end(rows), from + 1) + " rows", Long.toString(rows));
    }
  }

  /** The range as on the command line. */
  public String text() {
    return from + ":" + (to.isPresent() ? Long.toString(to.getAsLong()) : "");
  }

  /**
   * These rows of a table.
   *
   * @param name of the source, for messages
   * @throws BadInputException if it has fewer
   */
  public Table of(Table table, String name) {
    if (equals(ALL)) {
      return table;
    }
    check(name, table.count());
    long end = end(table.count());
    return new Table(
        table
            .rows()
            .filter(col(Table.ROW).geq(from).and(col(Table.ROW).lt(end)))
            .withColumn(Table.ROW, col(Table.ROW).minus(lit(from))),
        end - from,
        table.input(),
        table.target(),
        table.hasWeights(),
        new Origin(
            row -> table.places().placeOf(row + from),
            table.files(),
            new Origin.Seen(table.notes(), Optional.empty(), table.seen().columns())));
  }
}
