package org.lockstep.spark.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Thrown when a file was written completely but did not get its name: the file system refused the
 * rename, or reported success and did something else. The file that had the name before still has
 * it, as far as the file system keeps its promises.
 */
public final class NotPublishedException extends IOException {
  private static final long serialVersionUID = 1L;

  NotPublishedException(Path path, String why, Throwable cause) {
    super("[" + path + "] could not be published: " + why, cause);
  }

  NotPublishedException(Path path, String why) {
    this(path, why, null);
  }
}
