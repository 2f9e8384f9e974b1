package org.lockstep.spark.sweep;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import org.lockstep.model.text.Text;

/**
 * One combination of a grid's values.
 *
 * @param number from 1
 * @param of how many cells the grid has
 * @param options names without dashes
 * @param values one for each option
 */
public record Cell(int number, int of, List<String> options, List<String> values) {
  private static final int LONGEST_NAME = 80;

  public Cell {
    options = List.copyOf(options);
    values = List.copyOf(values);
  }

  /** As people write it: {@code hidden=50 learning-rate=0.1}. */
  public String text() {
    return joined("=", " ");
  }

  /**
   * The name of its directory: its number, and its text in letters that every file system takes.
   */
  public String directory() {
    int digits = Integer.toString(of).length();
    String text = joined("-", "_").replaceAll("[^A-Za-z0-9._+-]+", "-");
    return Text.format(
        "%0" + digits + "d_%s", number, text.substring(0, Math.min(LONGEST_NAME, text.length())));
  }

  private String joined(String between, String behind) {
    return IntStream.range(0, options.size())
        .mapToObj(i -> options.get(i) + between + values.get(i))
        .collect(joining(behind));
  }
}
