package org.lockstep.spark.files;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file or a directory is there, or may be, and cannot be read. */
public final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String found;

  /**
   * A path and why it cannot be read.
   *
   * @param found instead of something readable
   */
  public UnreadableException(Path path, String found, Throwable cause) {
    super("[" + path + "] could not be read: " + found, cause);
    this.place = path.toString();
    this.found = found;
  }

  /** The path, fully qualified. */
  String place() {
    return place;
  }

  /** Why it cannot be read. */
  public String found() {
    return found;
  }
}
