package org.lockstep.spark.sweep;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.text.Text;

/**
 * One combination of values in a grid.
 *
 * @param number from 1
 * @param directory the name of its directory
 * @param options names without dashes
 * @param values one for each option
 */
public record Cell(int number, String directory, List<String> options, List<String> values) {
  private static final int LONGEST_NAME = 80;

  public Cell {
    options = List.copyOf(options);
    values = List.copyOf(values);
  }

  /**
   * A cell of a grid. Its directory is named by its number and its text, in characters that every
   * file system accepts.
   *
   * @param of how many cells the grid has
   */
  static Cell of(int number, int of, List<String> options, List<String> values) {
    int digits = Integer.toString(of).length();
    String text = joined(options, values, "-", "_").replaceAll("[^A-Za-z0-9._+-]+", "-");
    String directory =
        Text.format(
            "%0" + digits + "d_%s",
            number,
            text.substring(0, Math.min(LONGEST_NAME, text.length())));
    return new Cell(number, directory, options, values);
  }

  /** The options and values for display: {@code hidden=50 learning-rate=0.1}. */
  public String text() {
    return joined(options, values, "=", " ");
  }

  private static String joined(
      List<String> options, List<String> values, String between, String behind) {
    return IntStream.range(0, options.size())
        .mapToObj(i -> options.get(i) + between + values.get(i))
        .collect(joining(behind));
  }
}
