package org.lockstep.spark.files;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/**
 * Hadoop's local file system throws an Error, {@link FSError}, where the disk fails: for one that
 * is full, as for one that is broken. Everybody else's say so by an IOException.
 */
public final class DiskErrors {
  private DiskErrors() {}

  /** What works on files. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Works on files of any file system. */
  public static <T> T asExceptions(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (FSError e) {
      throw exception(e);
    }
  }

  /** The exception of the disk. */
  public static IOException exception(FSError error) {
    return error.getCause() instanceof IOException cause
        ? cause
        : new IOException(error.getMessage(), error);
  }
}
