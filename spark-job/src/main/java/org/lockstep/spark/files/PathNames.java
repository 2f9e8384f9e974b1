package org.lockstep.spark.files;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.error.BadInputException;

/** Hadoop's paths of names that people choose. */
public final class PathNames {
  /** To Hadoop, and to {@link java.net.URI}, the end of a scheme. */
  private static final Pattern COLON_FIRST = Pattern.compile("[^/:]*:(?!/).*", Pattern.DOTALL);

  private PathNames() {}

  /**
   * The path that a user wrote.
   *
   * @throws BadInputException if it is none
   */
  public static Path of(String name) {
    if (COLON_FIRST.matcher(name).matches()) {
      throw BadInputException.at(
          name, "a path", "a colon before the first slash, as behind a scheme; try ./" + name);
    }
    return new Path(name);
  }

  /** A path for Spark's readers, which take special characters for a pattern. */
  public static String literally(String path) {
    return path.replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1");
  }

  /** Something in a directory, by its name, which may have a colon. */
  public static Path in(Path directory, String name) {
    return new Path(directory, new Path(null, null, name));
  }
}
