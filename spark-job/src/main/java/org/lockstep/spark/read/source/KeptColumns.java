package org.lockstep.spark.read.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lockstep.model.error.BadInputException;
import org.lockstep.model.error.Mention;
import org.lockstep.spark.table.ColumnNames;

/**
 * Columns of a source that are kept as they are, in addition to what is made of the others.
 *
 * @param split the column whose values divide the rows; not a feature unless it is named as one
 * @param carry names and patterns of columns that go into the output; {@link #ALL} is every column
 */
public record KeptColumns(Optional<String> split, List<String> carry) {
  /** No columns. */
  public static final KeptColumns NONE = new KeptColumns(Optional.empty(), List.of());

  /** Every column. */
  public static final String ALL = "all";

  /** The number of each row, from 0, if no column has this name. */
  public static final String ROW = "row";

  /** The place of each row as in messages, if no column has this name. */
  public static final String PLACE = "place";

  private static final String CARRY = Mention.of("carry");
  private static final String SPLIT_BY = Mention.of("split-by");

  public KeptColumns {
    carry = List.copyOf(carry);
  }

  /** The column that divides the rows of training data, which is read with them. */
  public static KeptColumns dividing(Optional<String> split) {
    return new KeptColumns(split, List.of());
  }

  /** Whether a name stands for something other than a column. */
  public static boolean isOfRows(String name) {
    return name.equals(ROW) || name.equals(PLACE);
  }

  /**
   * Where the kept columns are in a source.
   *
   * @param divides whether to divide the rows
   * @param place where the columns are declared, for messages
   * @throws BadInputException naming a column that does not exist
   */
  List<Integer> in(List<String> names, boolean divides, String place) {
    Set<Integer> kept = new LinkedHashSet<>();
    if (divides && split.isPresent()) {
      int index = names.indexOf(split.get());
      if (index < 0) {
        throw Roles.noColumn(SPLIT_BY, split.get(), names, place);
      }
      kept.add(index);
    }
    for (String pattern : carry) {
      List<Integer> found =
          IntStream.range(0, names.size())
              .filter(i -> pattern.equals(ALL) || ColumnNames.matches(pattern, names.get(i)))
              .boxed()
              .toList();
      if (found.isEmpty() && !isOfRows(pattern)) {
        throw Roles.noColumn(CARRY, pattern, names, place);
      }
      kept.addAll(found);
    }
    return List.copyOf(kept);
  }

  /**
   * Checks that no columns are requested.
   *
   * @param format the format for messages, in the plural
   */
  void refuseColumns(String place, String format) {
    if (split.isPresent()) {
      throw BadInputException.at(
          place,
          "columns to divide the rows by, which " + format + " do not have",
          SPLIT_BY + " " + BadInputException.quote(split.get()));
    }
    for (String name : carry) {
      if (!name.equals(ALL) && !isOfRows(name)) {
        throw BadInputException.at(
            place,
            CARRY + " " + ROW + " or " + PLACE + " for " + format + ", which have no columns",
            BadInputException.quote(name));
      }
    }
  }
}
