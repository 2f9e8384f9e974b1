package org.lockstep.spark.files;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/** Turns names that people choose into Hadoop paths. */
public final class PathNames {
  /** Matches a colon that Hadoop and {@link java.net.URI} take for the end of a scheme. */
  private static final Pattern COLON_FIRST = Pattern.compile("[^/:]*:(?!/).*", Pattern.DOTALL);

  private PathNames() {}

  /**
   * The path that a user wrote.
   *
   * @throws BadInputException if it is not a path
   */
  public static Path of(String name) {
    if (COLON_FIRST.matcher(name).matches()) {
      throw BadInputException.at(
          name, "a path", "a colon before the first slash, as after a scheme; try ./" + name);
    }
    return new Path(name);
  }

  /** Escapes a path for Spark's readers, which take special characters for a pattern. */
  public static String literally(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }

  /** The path of a directory's entry, whose name can contain a colon. */
  public static Path in(Path directory, String name) {
    return new Path(directory, new Path(null, null, name));
  }
}
