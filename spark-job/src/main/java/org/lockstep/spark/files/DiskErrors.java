package org.lockstep.spark.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/**
 * Turns Hadoop's {@link FSError} into an {@link IOException}. Hadoop's local file system throws
 * this Error if the disk fails, whether it is full or broken; other file systems throw an
 * IOException.
 */
public final class DiskErrors {
  private DiskErrors() {}

  /** Work on files. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work. */
    T run() throws IOException;
  }

  /** Works on files of any file system, and turns disk errors into exceptions. */
  public static <T> T asExceptions(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (FSError e) {
      throw exception(e);
    }
  }

  /** The disk's exception. */
  public static IOException exception(FSError error) {
    return error.getCause() instanceof IOException cause
        ? cause
        : new IOException(error.getMessage(), error);
  }
}
