package org.apache.hadoop.fs;

import java.io.IOException;

/** Makes what only Hadoop itself can make. */
public final class DiskFailure {
  private DiskFailure() {}

  /** What {@code RawLocalFileSystem} throws for an exception of the disk. */
  public static FSError of(IOException failure) {
    return new FSError(failure);
  }
}
