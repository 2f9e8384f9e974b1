package org.lockstep.spark.sweep;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.lockstep.model.error.BadInputException;
import org.lockstep.spark.files.FileErrors;
import org.lockstep.spark.files.Presence;
import org.lockstep.spark.files.TimedCall;
import org.lockstep.spark.store.Location;

/**
 * Options and the values that each takes: {@code hidden=50,20;100 learning-rate=0.1;0.5}. Blanks or
 * line breaks separate dimensions, semicolons separate values; in a file, {@code #} begins a
 * comment.
 *
 * @param dimensions at least one
 */
public record Grid(List<Dimension> dimensions) {
  /** More runs than this are taken for a mistake. */
  private static final long MOST_CELLS = 1000;

  private static final int MOST_BYTES = 1 << 20;

  /** Keeps the name of a wrong option short enough for one line of a message. */
  private static final int LONGEST_OPTION = 40;

  private static final String EXAMPLE = "\"hidden=50;100 learning-rate=0.1;0.5\"";

  /**
   * An option and its values.
   *
   * @param option its long name without dashes
   * @param place where the user wrote it
   */
  public record Dimension(String option, List<String> values, String place) {
    public Dimension {
      values = List.copyOf(values);
    }
  }

  public Grid {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Reads the grid of a command line.
   *
   * @param given the grid itself, which begins with an option and an equals sign, or any Hadoop
   *     path to a file with a grid; if both are possible, an existing local file
   * @throws BadInputException naming the place of the first mistake
   */
  public static Grid of(String given) throws IOException {
    if (given.isBlank() || (isGrid(given) && !isLocalFile(given))) {
      return new Grid(checked("--grid", parse("--grid", given)));
    }
    List<Dimension> dimensions = new ArrayList<>();
    List<String> lines = text(given).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "");
      dimensions.addAll(parse(given + ":" + (i + 1), line));
    }
    return new Grid(checked(given, dimensions));
  }

  /** Whether this can be a grid: no option has a slash in its name. */
  private static boolean isGrid(String given) {
    int equals = given.indexOf('=');
    return equals >= 0 && given.lastIndexOf('/', equals) < 0;
  }

  private static boolean isLocalFile(String given) {
    return given.indexOf('\0') < 0 && new File(given).isFile();
  }

  private static String text(String given) throws IOException {
    return TimedCall.ask(given, TimedCall.USUAL_MILLIS, () -> read(given));
  }

  private static String read(String given) throws IOException {
    Location file = Location.of(given, new Configuration());
    try {
      if (!file.exists() || file.isDirectory()) {
        throw BadInputException.at(
            "--grid",
            "a grid, as in " + EXAMPLE + ", or a file with one",
            (file.exists() ? "the directory " : "nothing at ") + file.path());
      }
      try (InputStream in = Presence.open(file.files(), file.path())) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw BadInputException.at(given, "a grid of at most 1 MiB", "a longer file");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw FileErrors.explain(file.path().toString(), e);
    }
  }

  private static List<Dimension> parse(String place, String text) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      int equals = word.indexOf('=');
      if (equals < 1 || equals > LONGEST_OPTION) {
        throw BadInputException.at(place, "OPTION=VALUE;VALUE;...", BadInputException.quote(word));
      }
      String option = word.substring(0, equals).replaceFirst("^--", "");
      List<String> values = List.of(word.substring(equals + 1).split(";", -1));
      Set<String> seen = new HashSet<>();
      for (String value : values) {
        if (value.isEmpty()) {
          throw BadInputException.at(
              place, "values of " + option + ", separated by ;", BadInputException.quote(word));
        }
        if (!seen.add(value)) {
          throw BadInputException.at(
              place,
              "each value of " + option + " once",
              BadInputException.quote(value) + " twice");
        }
      }
      dimensions.add(new Dimension(option, values, place));
    }
    return dimensions;
  }

  private static List<Dimension> checked(String place, List<Dimension> dimensions) {
    if (dimensions.isEmpty()) {
      throw BadInputException.at(place, "a grid, as in " + EXAMPLE, "none");
    }
    Set<String> seen = new HashSet<>();
    long cells = 1;
    for (Dimension dimension : dimensions) {
      if (!seen.add(dimension.option())) {
        throw BadInputException.at(
            dimension.place(), "each option once", dimension.option() + " twice");
      }
      cells *= dimension.values().size(); // both factors are at most a million
      if (cells > MOST_CELLS) {
        throw BadInputException.at(
            place, "at most " + MOST_CELLS + " combinations", "at least " + cells);
      }
    }
    return dimensions;
  }

  /** All combinations; the last dimension changes fastest. */
  public List<Cell> cells() {
    List<List<String>> combinations = List.of(List.of());
    for (Dimension dimension : dimensions) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> combination : combinations) {
        for (String value : dimension.values()) {
          List<String> next = new ArrayList<>(combination);
          next.add(value);
          longer.add(next);
        }
      }
      combinations = longer;
    }
    List<Cell> cells = new ArrayList<>();
    for (List<String> combination : combinations) {
      cells.add(Cell.of(cells.size() + 1, combinations.size(), options(), combination));
    }
    return cells;
  }

  /** The names of the options, in order. */
  public List<String> options() {
    return dimensions.stream().map(Dimension::option).toList();
  }
}
