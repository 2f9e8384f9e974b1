package org.lockstep.spark.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * A file was written whole but did not get its name: the file system refused the rename, or said
 * yes and did something else. What had the name before has it still, as far as the file system
 * keeps its word.
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
