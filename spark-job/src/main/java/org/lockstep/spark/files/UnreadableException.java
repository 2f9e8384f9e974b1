package org.lockstep.spark.files;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Thrown if a file or a directory is there, or may be, and cannot be read. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String kind;
  private final String found;

  /**
   * Creates an exception for a path, with the reason why it cannot be read.
   *
   * @param kind what was expected there: a file, a directory
   * @param found what was found instead of something readable
   */
  UnreadableException(Path path, String kind, String found, Throwable cause) {
    super("[" + path + "] could not be read: " + found, cause);
    this.place = path.toString();
    this.kind = kind;
    this.found = found;
  }

  /** The path, fully qualified. */
  String place() {
    return place;
  }

  /** {@code file} or {@code directory}. */
  String kind() {
    return kind;
  }

  /** Why it cannot be read. */
  public String found() {
    return found;
  }
}
