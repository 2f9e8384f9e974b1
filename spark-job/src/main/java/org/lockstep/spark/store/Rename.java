package org.lockstep.spark.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.lockstep.model.text.Text;
import org.lockstep.spark.files.Presence;

/**
 * Gives a finished file its final name, which another file may have.
 *
 * <p>Hadoop has no one call for that. {@code FileSystem.rename} replaces a file on local disks,
 * returns false on HDFS and throws elsewhere. {@code FileContext.rename} with {@code OVERWRITE}
 * replaces in one step only where the file system does so itself, as HDFS; on local disks, and
 * wherever else an AbstractFileSystem delegates to a FileSystem, it deletes the old file first. So
 * there are three ways here, and each looks at what it has done: file systems lie.
 *
 * @param path the final name
 * @param aside the finished file
 */
record Rename(FileSystem files, Configuration configuration, Path path, Path aside) {

  /** What one step can do. */
  private enum Way {
    /** POSIX: {@code FileSystem.rename} replaces a file. */
    LOCAL,
    /** HDFS and views of it: {@code AbstractFileSystem.rename} does. */
    ATOMIC,
    /** No call does. */
    STEPWISE
  }

  private Way way() {
    String scheme = files.getUri().getScheme();
    if ("file".equals(scheme)) {
      return Way.LOCAL;
    }
    String name = configuration.get("fs.AbstractFileSystem." + scheme + ".impl");
    Class<?> type = name == null ? null : configuration.getClassByNameOrNull(name);
    return type == null || DelegateToFileSystem.class.isAssignableFrom(type)
        ? Way.STEPWISE
        : Way.ATOMIC;
  }

  /**
   * Renames.
   *
   * @throws IOException if the file does not have its final name; what had it has it still
   */
  void run() throws IOException {
    long length = files.getFileStatus(aside).getLen();
    Optional<FileStatus> old = Presence.status(files, path);
    if (old.isPresent() && old.get().isDirectory()) {
      throw new NotPublishedException(path, "a directory has this name");
    }
    switch (way()) {
      case LOCAL -> {
        // The checksum that another program left would be held against the new content.
        files.delete(Published.checksums(path), false);
        checked(files, aside, path);
        verify(length);
      }
      case ATOMIC -> {
        AbstractFileSystem.get(files.getUri(), configuration)
            .rename(aside, path, Options.Rename.OVERWRITE);
        verify(length);
      }
      case STEPWISE -> stepwise(length, old.isPresent());
    }
  }

  /**
   * The old file steps aside, and goes only when the new one is seen to be there. A crash between
   * the two leaves the old one under another name, until {@link Published#restore}.
   */
  private void stepwise(long length, boolean replaces) throws IOException {
    Path before = Published.before(path);
    if (replaces) {
      files.delete(before, false); // of a crash; there is a whole file under the final name
      checked(files, path, before);
    }
    try {
      checked(files, aside, path);
      verify(length);
    } catch (IOException e) {
      if (replaces) {
        putBack(before, e);
      }
      throw e;
    }
    files.delete(before, false);
  }

  private void putBack(Path before, IOException failure) {
    try {
      if (Presence.isThere(files, before)) {
        files.delete(path, false); // whatever the rename has made of it
        checked(files, before, path);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Sees whether the new file is there, and nothing else. */
  private void verify(long length) throws IOException {
    FileStatus now =
        Presence.status(files, path)
            .orElseThrow(() -> new NotPublishedException(path, "it is absent after its rename"));
    if (Presence.isThere(files, aside)) {
      throw new NotPublishedException(path, aside.getName() + " is still there after its rename");
    }
    if (now.getLen() != length) {
      throw new NotPublishedException(
          path,
          Text.format(
              "after its rename it has %d bytes, not the %d that were written",
              now.getLen(), length));
    }
  }

  /** {@code FileSystem.rename}, whose false is a failure. */
  static void checked(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException(
          "the rename of " + from.getName() + " to " + to.getName() + " returned false");
    }
  }
}
