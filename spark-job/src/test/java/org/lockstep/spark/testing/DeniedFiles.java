package org.lockstep.spark.testing;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file system, {@code denied://host}, that shows every file and lets nobody read any. A name with
 * a dot is a file, any other a directory.
 */
public final class DeniedFiles extends RawLocalFileSystem {

  /** Registers it in the tests' session. */
  public static void register() {
    SparkForTests.session()
        .sparkContext()
        .hadoopConfiguration()
        .setClass("fs.denied.impl", DeniedFiles.class, FileSystem.class);
  }

  @Override
  public URI getUri() {
    return URI.create("denied://host");
  }

  @Override
  public boolean exists(Path path) {
    return true;
  }

  @Override
  public FileStatus getFileStatus(Path path) {
    boolean isDirectory = path.getName().indexOf('.') < 0;
    return new FileStatus(9, isDirectory, 1, 9, 0, makeQualified(path));
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    throw new AccessControlException("Permission denied: user=nobody, access=READ");
  }
}
